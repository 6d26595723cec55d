package dev.hookpress.render.css.value;

import java.util.Optional;

/**
 * The colour spaces of CSS Color 4, with the conversions of its §17 and the constants of its sample
 * code. All conversions go through CIE XYZ with a D65 white point.
 */
enum ColourSpace {
  SRGB("srgb", -1),
  SRGB_LINEAR("srgb-linear", -1),
  DISPLAY_P3("display-p3", -1),
  XYZ("xyz", -1),
  HSL("hsl", 0),
  HWB("hwb", 0),
  LAB("lab", -1),
  LCH("lch", 2),
  OKLAB("oklab", -1),
  OKLCH("oklch", 2);

  private static final double[][] SRGB_TO_XYZ = {
    {0.41239079926595934, 0.357584339383878, 0.1804807884018343},
    {0.21263900587151027, 0.715168678767756, 0.07219231536073371},
    {0.01933081871559182, 0.11919477979462598, 0.9505321522496607}
  };
  private static final double[][] XYZ_TO_SRGB = {
    {3.2409699419045226, -1.537383177570094, -0.4986107602930034},
    {-0.9692436362808796, 1.8759675015077202, 0.04155505740717559},
    {0.05563007969699366, -0.20397695888897652, 1.0569715142428786}
  };
  private static final double[][] P3_TO_XYZ = {
    {0.4865709486482162, 0.26566769316909306, 0.1982172852343625},
    {0.2289745640697488, 0.6917385218365064, 0.079286914093745},
    {0, 0.04511338185890264, 1.043944368900976}
  };
  private static final double[][] XYZ_TO_P3 = {
    {2.493496911941425, -0.9313836179191239, -0.40271078445071684},
    {-0.8294889695615747, 1.7626640603183463, 0.023624685841943577},
    {0.03584583024378447, -0.07617238926804182, 0.9568845240076872}
  };
  private static final double[][] D65_TO_D50 = {
    {1.0479298208405488, 0.022946793341019088, -0.05019222954313557},
    {0.029627815688159344, 0.990434484573249, -0.01707382502938514},
    {-0.009243058152591178, 0.015055144896577895, 0.7518742899580008}
  };
  private static final double[][] D50_TO_D65 = {
    {0.9554734527042182, -0.023098536874261423, 0.0632593086610217},
    {-0.028369706963208136, 1.0099954580058226, 0.021041398966943008},
    {0.012314001688319899, -0.020507696433477912, 1.3303659366080753}
  };
  private static final double[][] XYZ_TO_LMS = {
    {0.8190224379967030, 0.3619062600528904, -0.1288737815209879},
    {0.0329836539323885, 0.9292868615863434, 0.0361446663506424},
    {0.0481771893596242, 0.2642395317527308, 0.6335478284694309}
  };
  private static final double[][] LMS_TO_XYZ = {
    {1.2268798758459243, -0.5578149944602171, 0.2813910456659647},
    {-0.0405757452148008, 1.1122868032803170, -0.0717110580655164},
    {-0.0763729366746601, -0.4214933324022432, 1.5869240198367816}
  };
  private static final double[][] LMS_TO_OKLAB = {
    {0.2104542683093140, 0.7936177747023054, -0.0040720430116193},
    {1.9779985324311684, -2.4285922420485799, 0.4505937096174110},
    {0.0259040424655478, 0.7827717124575296, -0.8086757549230774}
  };
  private static final double[][] OKLAB_TO_LMS = {
    {1, 0.3963377773761749, 0.2158037573099136},
    {1, -0.1055613458156586, -0.0638541728258133},
    {1, -0.0894841775298119, -1.2914855480194092}
  };
  private static final double[] D50 = {0.3457 / 0.3585, 1, (1 - 0.3457 - 0.3585) / 0.3585};
  private static final double EPSILON = 216.0 / 24389;
  private static final double KAPPA = 24389.0 / 27;

  private final String cssName;
  private final int hue;

  ColourSpace(String cssName, int hue) {
    this.cssName = cssName;
    this.hue = hue;
  }

  /** The index of the hue channel, in degrees; -1 if there is none. */
  int hue() {
    return hue;
  }

  static Optional<ColourSpace> of(String name) {
    if (name.equals("xyz-d65")) {
      return Optional.of(XYZ);
    }
    for (ColourSpace space : values()) {
      if (space.cssName.equals(name)) {
        return Optional.of(space);
      }
    }
    return Optional.empty();
  }

  /**
   * Converts channels of this space to sRGB. Those of sRGB, P3 and XYZ are 0 to 1, percentages are
   * 0 to 100 (OK lightness is 0 to 1), hues degrees.
   */
  Colour toColour(double[] c, double alpha) {
    double[] rgb =
        switch (this) {
          case SRGB -> c;
          case HSL -> hslToRgb(c[0], c[1] / 100, c[2] / 100);
          case HWB -> hwbToRgb(c[0], c[1] / 100, c[2] / 100);
          default -> gamma(multiply(XYZ_TO_SRGB, toXyz(c)));
        };
    return new Colour(rgb[0], rgb[1], rgb[2], alpha);
  }

  private double[] toXyz(double[] c) {
    return switch (this) {
      case SRGB_LINEAR -> multiply(SRGB_TO_XYZ, c);
      case DISPLAY_P3 -> multiply(P3_TO_XYZ, linear(c));
      case LAB -> multiply(D50_TO_D65, labToXyz(c));
      case LCH -> LAB.toXyz(rectangular(c));
      case OKLAB -> oklabToXyz(c);
      case OKLCH -> oklabToXyz(rectangular(c));
      default -> c;
    };
  }

  /** Converts a colour to channels of this space. */
  double[] of(Colour colour) {
    double[] rgb = colour.channels();
    double[] xyz = multiply(SRGB_TO_XYZ, linear(rgb));
    return switch (this) {
      case SRGB -> rgb;
      case SRGB_LINEAR -> linear(rgb);
      case DISPLAY_P3 -> gamma(multiply(XYZ_TO_P3, xyz));
      case XYZ -> xyz;
      case HSL -> rgbToHsl(rgb);
      case HWB -> rgbToHwb(rgb);
      case LAB -> xyzToLab(multiply(D65_TO_D50, xyz));
      case LCH -> polar(xyzToLab(multiply(D65_TO_D50, xyz)));
      case OKLAB -> xyzToOklab(xyz);
      case OKLCH -> polar(xyzToOklab(xyz));
    };
  }

  private static double[] multiply(double[][] matrix, double[] v) {
    double[] result = new double[3];
    for (int i = 0; i < 3; i++) {
      result[i] = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
    }
    return result;
  }

  private static double[] linear(double[] c) {
    double[] result = new double[3];
    for (int i = 0; i < 3; i++) {
      double abs = Math.abs(c[i]);
      result[i] =
          abs <= 0.04045 ? c[i] / 12.92 : Math.signum(c[i]) * Math.pow((abs + 0.055) / 1.055, 2.4);
    }
    return result;
  }

  private static double[] gamma(double[] c) {
    double[] result = new double[3];
    for (int i = 0; i < 3; i++) {
      double abs = Math.abs(c[i]);
      result[i] =
          abs > 0.0031308
              ? Math.signum(c[i]) * (1.055 * Math.pow(abs, 1 / 2.4) - 0.055)
              : 12.92 * c[i];
    }
    return result;
  }

  private static double[] labToXyz(double[] lab) {
    double fy = (lab[0] + 16) / 116;
    double fx = lab[1] / 500 + fy;
    double fz = fy - lab[2] / 200;
    double x = fx * fx * fx > EPSILON ? fx * fx * fx : (116 * fx - 16) / KAPPA;
    double y = lab[0] > KAPPA * EPSILON ? fy * fy * fy : lab[0] / KAPPA;
    double z = fz * fz * fz > EPSILON ? fz * fz * fz : (116 * fz - 16) / KAPPA;
    return new double[] {x * D50[0], y * D50[1], z * D50[2]};
  }

  private static double[] xyzToLab(double[] xyz) {
    double[] f = new double[3];
    for (int i = 0; i < 3; i++) {
      double value = xyz[i] / D50[i];
      f[i] = value > EPSILON ? Math.cbrt(value) : (KAPPA * value + 16) / 116;
    }
    return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
  }

  private static double[] oklabToXyz(double[] lab) {
    double[] lms = multiply(OKLAB_TO_LMS, lab);
    for (int i = 0; i < 3; i++) {
      lms[i] = lms[i] * lms[i] * lms[i];
    }
    return multiply(LMS_TO_XYZ, lms);
  }

  private static double[] xyzToOklab(double[] xyz) {
    double[] lms = multiply(XYZ_TO_LMS, xyz);
    for (int i = 0; i < 3; i++) {
      lms[i] = Math.cbrt(lms[i]);
    }
    return multiply(LMS_TO_OKLAB, lms);
  }

  private static double[] rectangular(double[] lch) {
    double radians = Math.toRadians(lch[2]);
    return new double[] {lch[0], lch[1] * Math.cos(radians), lch[1] * Math.sin(radians)};
  }

  private static double[] polar(double[] lab) {
    double hue = Math.toDegrees(Math.atan2(lab[2], lab[1]));
    return new double[] {lab[0], Math.hypot(lab[1], lab[2]), hue < 0 ? hue + 360 : hue};
  }

  private static double[] hslToRgb(double hue, double saturation, double lightness) {
    double[] rgb = new double[3];
    int[] offsets = {0, 8, 4};
    double turned = (hue % 360 + 360) % 360;
    for (int i = 0; i < 3; i++) {
      double k = (offsets[i] + turned / 30) % 12;
      double a = saturation * Math.min(lightness, 1 - lightness);
      rgb[i] = lightness - a * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
    }
    return rgb;
  }

  private static double[] hwbToRgb(double hue, double white, double black) {
    if (white + black >= 1) {
      double grey = white / (white + black);
      return new double[] {grey, grey, grey};
    }
    double[] rgb = hslToRgb(hue, 1, 0.5);
    for (int i = 0; i < 3; i++) {
      rgb[i] = rgb[i] * (1 - white - black) + white;
    }
    return rgb;
  }

  private static double[] rgbToHsl(double[] rgb) {
    double max = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
    double min = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
    double lightness = (min + max) / 2;
    double range = max - min;
    double hue = 0;
    double saturation = 0;
    if (range > 1e-9) {
      saturation =
          lightness <= 0 || lightness >= 1
              ? 0
              : (max - lightness) / Math.min(lightness, 1 - lightness);
      if (max == rgb[0]) {
        hue = (rgb[1] - rgb[2]) / range + (rgb[1] < rgb[2] ? 6 : 0);
      } else if (max == rgb[1]) {
        hue = (rgb[2] - rgb[0]) / range + 2;
      } else {
        hue = (rgb[0] - rgb[1]) / range + 4;
      }
    }
    return new double[] {hue * 60, saturation * 100, lightness * 100};
  }

  private static double[] rgbToHwb(double[] rgb) {
    double white = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
    double black = 1 - Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
    return new double[] {rgbToHsl(rgb)[0], white * 100, black * 100};
  }
}
