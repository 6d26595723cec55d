package dev.hookpress.dialect.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a native job as they are read. */
class NativeStepsTest {
  private static Decoded decode(String body) {
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Dialects.ofApi().decode(new Submission(json), url -> Optional.empty());
  }

  private static Decoded options(String options) {
    return decode("{'parts':'<p>x','options':" + options + "}");
  }

  private static RenderOptions read(String options) {
    return ((Decoded.Request) options(options)).documents().get(0).options();
  }

  @Test
  void aStampHasAPlaceOnItsPages() {
    assertThat(
            read("{'steps':[{'flatten':{}},{'stamp':{'text':'PAID','pages':'1, last',"
                    + "'layer':'under','opacity':0.25,'position':'top-right',"
                    + "'margin':'1in','rotation':15,'width':'144pt',"
                    + "'font_size':'24pt','color':'#c00','bold':true}}]}")
                .steps()
                .get(1))
        .isEqualTo(
            new PdfStep(
                "stamp",
                1,
                new Watermark(
                    List.of(PageRange.page(1), PageRange.page(-1)),
                    false,
                    25,
                    new Watermark.Placement(
                        Watermark.Spot.TOP_RIGHT, 72, 15, OptionalDouble.of(144), 0),
                    1),
                Optional.empty(),
                Optional.of(new PdfStep.Label("PAID", 24, "#c00", true, 1))));
  }

  @Test
  void passwordsAreNotShown() {
    RenderOptions read = read("{'steps':[{'encrypt':{'user_password':'geheim'}}]}");
    assertThat(read.steps().get(0).operation()).isInstanceOf(PdfOperation.Protect.class);
    assertThat(read.toString()).doesNotContain("geheim");
  }

  @Test
  void theFileIsNamedAsWhatItIs() {
    assertThat(read("{'images':{}}").filename()).isEqualTo("document.png");
    assertThat(read("{'images':{'zip':true},'filename':'a.pdf'}").filename()).isEqualTo("a.zip");
    assertThat(read("{'steps':[{'split':{'files':2,'zip':true}}]}").result())
        .isEqualTo(AssetType.ZIP);
    assertThat(read("{'steps':[{'split':{'files':2}}]}").filename()).isEqualTo("document.pdf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'steps':[]}",
        "{'conformance':'pdfa-2b','steps':[{'rotate':{'degrees':90}},"
            + "{'page_numbers':{}},{'bookmarks':{'items':[]}}]}",
        "{'attachments':[{'name':'a','media_type':'a/b','data':'YQ=='}],"
            + "'steps':[{'select':{'pages':'1'}}]}",
        "{'reproducible':true,'steps':[{'stamp':{'text':'x'}}]}",
        "{'user_password':'x','steps':[{'split':{'every':3}}]}"
      })
  void whatGoesTogetherIsAccepted(String options) {
    assertThat(options(options)).isInstanceOf(Decoded.Request.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'steps':{}}                                                  | ",
        "{'sign':{},'steps':[{'split':{'every':1}}]}                   | /0/split",
        "{'sign':{},'steps':[{'encrypt':{'user_password':'a'}}]}       | /0/encrypt",
        "{'steps':['stamp']}                                           | /0",
        "{'steps':[{'flatten':{}},{}]}                                 | /1",
        "{'steps':[{'flatten':{},'compress':{}}]}                      | /0",
        "{'steps':[{'flatten':{'x':1}}]}                               | /0/flatten/x",
        "{'steps':[{'stamp':{}}]}                                      | /0/stamp",
        "{'steps':[{'stamp':{'text':'a','image':'YQ=='}}]}             | /0/stamp",
        "{'steps':[{'stamp':{'text':'a','opacity':2}}]}                | /0/stamp/opacity",
        "{'steps':[{'stamp':{'text':'a','rotation':'left'}}]}          | /0/stamp/rotation",
        "{'steps':[{'stamp':{'text':'a','position':'middle'}}]}        | /0/stamp/position",
        "{'steps':[{'stamp':{'text':'a','color':'red'}}]}              | /0/stamp/color",
        "{'steps':[{'stamp':{'text':'a','font_size':'1pt'}}]}          | /0/stamp/font_size",
        "{'steps':[{'stamp':{'text':'a','pages':'0'}}]}                | /0/stamp/pages",
        "{'steps':[{'stamp':{'text':'a','layer':'in'}}]}               | /0/stamp/layer",
        "{'steps':[{'stamp':{'image':'?'}}]}                           | /0/stamp/image",
        "{'steps':[{'stamp':{'image':'http://'}}]}                     | /0/stamp/image",
        "{'steps':[{'stamp':{'image':'YQ==','bold':true}}]}            | /0/stamp/bold",
        "{'steps':[{'stamp':{'image':'YQ==','pdf_page':2}}]}           | /0/stamp/pdf_page",
        "{'steps':[{'rotate':{'degrees':45}}]}                         | /0/rotate/degrees",
        "{'steps':[{'rotate':{}}]}                                     | /0/rotate/degrees",
        "{'steps':[{'select':{}}]}                                     | /0/select/pages",
        "{'steps':[{'merge':{'pages':'1'}}]}                           | /0/merge/pdf",
        "{'steps':[{'split':{}}]}                                      | /0/split",
        "{'steps':[{'split':{'every':2,'files':2}}]}                   | /0/split",
        "{'steps':[{'split':{'files':99}}]}                            | /0/split/files",
        "{'steps':[{'split':{'pages':'1-3,2'}}]}                       | /0/split",
        "{'steps':[{'bookmarks':{'items':[{'title':'x'}]}}]}  | /0/bookmarks/items/0/page",
        "{'steps':[{'metadata':{}}]}                                   | /0/metadata",
        "{'steps':[{'compress':{'level':'max'}}]}                      | /0/compress/level",
        "{'steps':[{'encrypt':{}}]}                                    | /0/encrypt",
        "{'steps':[{'encrypt':{'user_password':'a','permissions':['copy']}}]} | /0/encrypt",
        "{'steps':[{'encrypt':{'owner_password':'a','permissions':['fly']}}]}"
            + "| /0/encrypt/permissions/0",
        "{'steps':[{'encrypt':{'user_password':'a'}},{'stamp':{'text':'x'}}]} | /0/encrypt",
        "{'user_password':'x','steps':[{'encrypt':{'user_password':'a'}}]}    | /0/encrypt",
        "{'reproducible':true,'steps':[{'encrypt':{'user_password':'a'}}]}    | /0/encrypt",
        "{'steps':[{'split':{'every':1}},{'split':{'every':1}}]}              | /1/split",
        "{'steps':[{'split':{'every':1,'zip':true}},{'flatten':{}}]}          | /0/split",
        "{'conformance':'pdfa-2b','steps':[{'compress':{}}]}                  | /0/compress",
        "{'conformance':'pdfa-1b','steps':[{'stamp':{'text':'x'}}]}           | /0/stamp",
        "{'conformance':'pdfa-3b','steps':[{'stamp':{'pdf':'YQ=='}}]}         | /0/stamp",
        "{'conformance':'pdfua-1','steps':[{'select':{'pages':'1'}}]}         | /0/select"
      })
  void aFaultIsNamedByTheIndexOfItsStep(String options, String where) {
    assertThat(((Decoded.Refused) options(options)).problem().errors())
        .extracting(Problem.Fault::where)
        .containsExactly("/options/steps" + (where == null ? "" : where));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'images':{'format':'gif'}}                                    | /options/images/format",
        "{'images':{'width':9999}}                                      | /options/images/width",
        "{'images':{},'user_password':'x'}                              | /options/images",
        "{'images':{},'conformance':'pdfa-2b'}                          | /options/images",
        "{'images':{},'steps':[{'split':{'every':1}}]}                  | /options/images"
      })
  void picturesThatCannotBeAreRefused(String options, String where) {
    assertThat(((Decoded.Refused) options(options)).problem().errors())
        .extracting(Problem.Fault::where)
        .containsExactly(where);
  }

  @Test
  void severalFilesNeedRoom() {
    String split = "'options':{'steps':[{'split':{'every':1}}]}";
    Decoded elsewhere =
        decode(
            "{'parts':'<p>x',"
                + split
                + ",'destination':{'provider':'presigned','url':'https://a.example/x'}}");
    assertThat(((Decoded.Refused) elsewhere).problem().errors())
        .extracting(Problem.Fault::where)
        .containsExactly("/destination");
    Decoded two = decode("{'documents':[{'parts':'<p>x'},{'parts':'<p>x'," + split + "}]}");
    assertThat(((Decoded.Refused) two).problem().errors())
        .extracting(Problem.Fault::where)
        .containsExactly("/documents/1/options");
  }

  @Test
  void stepsAreBounded() {
    String steps = "{'flatten':{}},".repeat(51);
    assertThat(options("{'steps':[" + steps.substring(0, steps.length() - 1) + "]}"))
        .isInstanceOf(Decoded.Refused.class);
    String deep = "[{'title':'a','page':1,'children':".repeat(9) + "[]" + "}]".repeat(9);
    assertThat(options("{'steps':[{'bookmarks':{'items':" + deep + "}}]}"))
        .isInstanceOf(Decoded.Refused.class);
  }
}
