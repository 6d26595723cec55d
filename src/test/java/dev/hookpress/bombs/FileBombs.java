package dev.hookpress.bombs;

import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.render.prepared.SourcePart;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bombs of pictures, fonts, ZIPs and templates. */
final class FileBombs {
  private FileBombs() {}

  static List<Bomb> pictures() {
    return List.of(
        picture("png size", "png", png(100_000, 100_000, 1_000)),
        picture("png data", "png", png(5_000, 5_000, 100_000_000)),
        picture("png text", "png", pngText(60_000_000)),
        picture("png profile", "png", pngProfile(200_000_000)),
        picture("gif size", "gif", gif(65_535, 65_535)),
        picture("gif frames", "gif", gifFrames()),
        picture("bmp size", "bmp", bmp(2_000_000_000, 2_000_000_000)),
        picture("bmp palette", "bmp", bmp(30_000, -30_000)),
        picture("jpeg size", "jpeg", jpeg(65_500, 65_500)),
        picture("jpeg scans", "jpeg", jpegScans()),
        picture("webp size", "webp", webp()),
        picture("tiff directories", "tiff", tiffLoop()),
        picture("tiff strips", "tiff", tiffStrips()),
        picture("svg entity", "svg+xml", entities()),
        picture(
            "svg in svg",
            "svg+xml",
            text("<svg xmlns='http://www.w3.org/2000/svg'>" + "<svg>".repeat(50_000))));
  }

  /** The same as the sources of PDFs. */
  static List<Bomb> images() {
    return List.of(
        image("png size", png(100_000, 100_000, 1_000)),
        image("png data", png(5_000, 5_000, 100_000_000)),
        image("png text", pngText(60_000_000)),
        image("png profile", pngProfile(200_000_000)),
        image("gif size", gif(65_535, 65_535)),
        image("gif frames", gifFrames()),
        image("bmp palette", bmp(30_000, -30_000)),
        image("jpeg size", jpeg(65_500, 65_500)),
        image("jpeg scans", jpegScans()),
        image("tiff directories", tiffLoop()),
        image("tiff strips", tiffStrips()));
  }

  private static Bomb image(String name, byte[] bytes) {
    PdfOperation create = new CreatePdf("en-US");
    return new Bomb("image " + name, new SourcePart.Image(bytes), Optional.of(create));
  }

  static List<Bomb> fonts() {
    byte[] declared = woff(2_000_000_000, 100, 31_000_000);
    return List.of(
        font("woff length", declared),
        font("woff table", woff(31_000_100, 31_000_000, 31_000_000)),
        Bomb.html("woff often", "<style>" + often(woff(3_000_100, 3_000_000, 3_000_000), 40)),
        font("woff 2", woff2()),
        font("sfnt tables", sfnt(65_535)),
        font("sfnt offsets", sfnt(12)),
        font("collection", collection()));
  }

  static List<Bomb> zips() {
    return List.of(
        Bomb.zip("zip of spaces", zip("index.html", 500_000_000)),
        Bomb.zip("zip of entries", entries(70_000)),
        Bomb.zip("zip of css", page("<link rel=stylesheet href=s.css>", "s.css", 900_000)),
        Bomb.zip("zip of a large page", zip("index.html", 30_000_000)));
  }

  static List<Bomb> templates() {
    String list = "{\"a\":[0,1,2,3,4,5,6,7,8,9]}";
    return List.of(
        Bomb.template(
            "template loops", "{{#each @root.a}}".repeat(12) + "x" + "{{/each}}".repeat(12), list),
        Bomb.template(
            "template output",
            "{{#each @root.a}}".repeat(6) + "{{@root.t}}" + "{{/each}}".repeat(6),
            "{\"a\":[0,1,2,3,4,5,6,7,8,9],\"t\":\"" + "x".repeat(10_000) + "\"}"),
        Bomb.template("template depth", "{{#if a}}".repeat(5_000), list),
        Bomb.template("template tags", "{{a}}".repeat(200_000), list),
        Bomb.template("template braces", "{".repeat(900_000), list),
        Bomb.template("template words", "{{" + "a ".repeat(400_000) + "}}", list),
        Bomb.template("template data", "{{a}}", "{\"a\":" + "[".repeat(500_000)),
        Bomb.template("template number", "{{number a}}", "{\"a\":1e999999999}"),
        Bomb.template("liquid loop", "{% for i in (1..99999999999) %}x{% endfor %}", "{}"),
        Bomb.template(
            "liquid growth",
            "{% assign s='xxxxxxxxxx' %}" + "{% assign s = s | append: s %}".repeat(60) + "{{ s }}",
            "{}"),
        Bomb.template("liquid blocks", "{% if true %}".repeat(50_000), "{}"));
  }

  private static Bomb picture(String name, String type, byte[] bytes) {
    return Bomb.html("picture " + name, "<img src='" + data("image/" + type, bytes) + "'>");
  }

  private static Bomb font(String name, byte[] bytes) {
    return Bomb.html("font " + name, "<style>" + often(bytes, 1));
  }

  private static String often(byte[] font, int times) {
    StringBuilder css = new StringBuilder();
    StringBuilder used = new StringBuilder();
    for (int i = 0; i < times; i++) {
      css.append(
          "@font-face{font-family:f%d;src:url(%s#%d)}".formatted(i, data("font/woff", font), i));
      used.append("<p style='font-family:f%d'>x".formatted(i));
    }
    return css + "</style>" + used;
  }

  private static String data(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] entities() {
    StringBuilder xml = new StringBuilder("<!DOCTYPE svg [<!ENTITY e0 'xxxxxxxxxx'>");
    for (int i = 1; i < 12; i++) {
      xml.append("<!ENTITY e%d '%s'>".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
    }
    return text(xml + "]><svg xmlns='http://www.w3.org/2000/svg'><text>&e11;</text></svg>");
  }

  /** Zeros, which compress to a thousandth. */
  static byte[] deflated(int zeros) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      writeZeros(out, zeros);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeZeros(OutputStream out, int zeros) throws IOException {
    byte[] piece = new byte[1 << 16];
    for (int left = zeros; left > 0; left -= piece.length) {
      out.write(piece, 0, Math.min(left, piece.length));
    }
  }

  static byte[] png(int width, int height, int zeros) {
    byte[] head =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 6, 0, 0, 0})
            .array();
    return pngOf(chunk("IHDR", head), chunk("IDAT", deflated(zeros)), chunk("IEND", new byte[0]));
  }

  private static byte[] pngText(int zeros) {
    return pngWith("zTXt", joined(text("k\0\0"), deflated(zeros)));
  }

  private static byte[] pngProfile(int zeros) {
    return pngWith("iCCP", joined(text("k\0\0"), deflated(zeros)));
  }

  private static byte[] pngWith(String type, byte[] content) {
    byte[] head = ByteBuffer.allocate(13).putInt(1).putInt(1).put(new byte[] {8, 6}).array();
    return pngOf(
        chunk("IHDR", head),
        chunk(type, content),
        chunk("IDAT", deflated(5)),
        chunk("IEND", new byte[0]));
  }

  private static byte[] pngOf(byte[]... chunks) {
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    return joined(signature, joined(chunks));
  }

  private static byte[] chunk(String type, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(text(type));
    sum.update(content);
    return ByteBuffer.allocate(content.length + 12)
        .putInt(content.length)
        .put(text(type))
        .put(content)
        .putInt((int) sum.getValue())
        .array();
  }

  private static byte[] gif(int width, int height) {
    ByteBuffer bytes = little(64).put(text("GIF89a"));
    bytes.putShort((short) width).putShort((short) height).put(new byte[] {0, 0, 0});
    bytes.put((byte) 0x2c).putShort((short) 0).putShort((short) 0);
    bytes.putShort((short) width).putShort((short) height).put((byte) 0);
    bytes.put(new byte[] {2, 2, 0x4c, 1, 0, 0x3b});
    return cut(bytes);
  }

  private static byte[] gifFrames() {
    byte[] one = gif(2_000, 2_000);
    byte[] head = java.util.Arrays.copyOf(one, 13);
    byte[] frame = java.util.Arrays.copyOfRange(one, 13, one.length - 1);
    List<byte[]> all = new ArrayList<>();
    all.add(head);
    for (int i = 0; i < 20_000; i++) {
      all.add(frame);
    }
    return joined(all.toArray(byte[][]::new));
  }

  private static byte[] bmp(int width, int height) {
    ByteBuffer bytes = little(64).put(text("BM")).putInt(64).putInt(0).putInt(54);
    bytes.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 8);
    bytes.putInt(1).putInt(0).putInt(0).putInt(0).putInt(2_000_000_000).putInt(0);
    return bytes.array();
  }

  private static byte[] jpeg(int width, int height) {
    ByteBuffer bytes = ByteBuffer.allocate(64).putShort((short) 0xffd8);
    bytes.putShort((short) 0xffc0).putShort((short) 17).put((byte) 8);
    bytes.putShort((short) height).putShort((short) width).put((byte) 3);
    bytes.put(new byte[] {1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0});
    bytes.putShort((short) 0xffd9);
    return cut(bytes);
  }

  /** Progressive, with many scans over many pixels. */
  private static byte[] jpegScans() {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 20).putShort((short) 0xffd8);
    bytes.putShort((short) 0xffc2).putShort((short) 11).put((byte) 8);
    bytes.putShort((short) 5_000).putShort((short) 5_000).put(new byte[] {1, 1, 0x11, 0});
    byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 0, 0};
    while (bytes.remaining() > scan.length + 2) {
      bytes.put(scan);
    }
    bytes.putShort((short) 0xffd9);
    return cut(bytes);
  }

  private static byte[] webp() {
    ByteBuffer bytes = little(64).put(text("RIFF")).putInt(56).put(text("WEBPVP8L")).putInt(40);
    bytes.put((byte) 0x2f).putInt(0x3fff | 0x3fff << 14);
    return bytes.array();
  }

  private static byte[] tiffLoop() {
    ByteBuffer bytes = little(32).put(text("II")).putShort((short) 42).putInt(8);
    bytes.putShort((short) 1).putShort((short) 256).putShort((short) 4).putInt(1).putInt(9);
    bytes.putInt(8);
    return bytes.array();
  }

  private static byte[] tiffStrips() {
    ByteBuffer bytes = little(128).put(text("II")).putShort((short) 42).putInt(8);
    bytes.putShort((short) 4);
    bytes.putShort((short) 256).putShort((short) 4).putInt(1).putInt(2_000_000_000);
    bytes.putShort((short) 257).putShort((short) 4).putInt(1).putInt(2_000_000_000);
    bytes.putShort((short) 273).putShort((short) 4).putInt(500_000_000).putInt(8);
    bytes.putShort((short) 279).putShort((short) 4).putInt(500_000_000).putInt(8);
    return bytes.array();
  }

  private static byte[] woff(int sfntSize, int original, int zeros) {
    byte[] table = deflated(zeros);
    ByteBuffer bytes = ByteBuffer.allocate(64 + table.length).put(text("wOFF"));
    bytes.putInt(0x10000).putInt(64 + table.length).putShort((short) 1).putShort((short) 0);
    bytes.putInt(sfntSize).putInt(1).putInt(0).putInt(0).putInt(0).putInt(0).putInt(0);
    bytes.put(text("glyf")).putInt(64).putInt(table.length).putInt(original).putInt(0);
    return bytes.put(table).array();
  }

  private static byte[] woff2() {
    ByteBuffer bytes = ByteBuffer.allocate(128).put(text("wOF2"));
    bytes.putInt(0x10000).putInt(128).putShort((short) 60_000).putShort((short) 0);
    bytes.putInt(2_000_000_000).putInt(40).putShort((short) 1).putShort((short) 0);
    return bytes.array();
  }

  private static byte[] sfnt(int tables) {
    ByteBuffer bytes = ByteBuffer.allocate(12 + 16 * 64).putInt(0x10000).putShort((short) tables);
    bytes.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    String[] names = {"head", "hhea", "maxp", "loca", "glyf", "cmap", "hmtx", "name", "post"};
    for (int i = 0; bytes.remaining() >= 16; i++) {
      bytes.put(text(names[i % names.length])).putInt(0).putInt(12).putInt(2_000_000_000);
    }
    return bytes.array();
  }

  private static byte[] collection() {
    ByteBuffer bytes = ByteBuffer.allocate(64).put(text("ttcf")).putInt(0x10000);
    return bytes.putInt(2_000_000_000).putInt(0).array();
  }

  private static byte[] zip(String name, int spaces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry(name));
      writeZeros(out, spaces);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] page(String html, String name, int zeros) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("index.html"));
      out.write(text(html));
      out.putNextEntry(new ZipEntry(name));
      writeZeros(out, zeros);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] entries(int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < count; i++) {
        out.putNextEntry(new ZipEntry(i + ""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] cut(ByteBuffer bytes) {
    return java.util.Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (byte[] piece : pieces) {
        out.write(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
