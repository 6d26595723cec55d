import client.ApiClient;
import client.ApiException;
import client.ApiResponse;
import client.api.AdobeApi;
import client.api.EnconvertApi;
import client.api.JobsApi;
import client.api.NotificationsApi;
import client.api.PdfgorillaApi;
import client.api.ReplaysApi;
import client.api.TailpdfApi;
import client.api.TemplatesApi;
import client.api.VortexApi;
import client.model.AdobeCreateAsset200Response;
import client.model.AdobeCreateAssetRequest;
import client.model.AdobeRequest;
import client.model.AdobeRequestNotifiersInner;
import client.model.AdobeRequestNotifiersInnerData;
import client.model.CallbackRequest;
import client.model.EnconvertRequest;
import client.model.EnconvertRequestUrl;
import client.model.Job;
import client.model.JobRequest;
import client.model.JobRequestDocumentsInner;
import client.model.Notification;
import client.model.Part;
import client.model.Parts;
import client.model.PartsOneOfInner;
import client.model.PdfgorillaRequest;
import client.model.PdfgorillaTemplateText;
import client.model.ReplayRequest;
import client.model.TailpdfRequest;
import client.model.TemplateText;
import client.model.VortexRequest;
import client.model.VortexRequestParts;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * Uses the generated client against a running node: HOOKPRESS_URL and HOOKPRESS_KEY. RECEIVER_URL
 * takes callbacks, and has the pages /page and /slow.
 */
public final class Use {
  private static final String RECEIVER = System.getenv("RECEIVER_URL");
  private static final String KEY = System.getenv("HOOKPRESS_KEY");

  private final ApiClient client = new ApiClient();

  private Use() {
    client.setBasePath(System.getenv("HOOKPRESS_URL"));
    client.setBearerToken(KEY);
  }

  public static void main(String[] args) throws Exception {
    Use use = new Use();
    use.jobs();
    use.templatesAndBatches();
    use.deliveries();
    use.tailpdf();
    use.pdfgorilla();
    use.enconvert();
    use.vortex();
    use.adobe();
    System.out.println("the generated client works");
  }

  private void jobs() throws Exception {
    JobsApi jobs = new JobsApi(client);
    JobRequest request = new JobRequest().parts(new Parts("<h1>Hello</h1>"));

    String id = jobs.submitJob(request, null, null, "a key of a job").getId();
    check(id.equals(jobs.submitJob(request, null, null, "a key of a job").getId()), "a repeat");
    Job job = ended(id);
    check(job.getCompletedAt() != null, "times are read");
    check(isPdf(job.getDestination().getUrl()), "the link leads to a PDF");
    check(!jobs.listJobs(10, null, "completed", null, null).getData().isEmpty(), "it is listed");
    try {
      jobs.cancelJob(id, null);
      check(false, "a job that has ended is not canceled");
    } catch (ApiException refused) {
      check(refused.getCode() == 409, "a refusal has its status");
    }
    JobRequest slow = new JobRequest().parts(new Parts(RECEIVER + "/slow"));
    String waiting = jobs.submitJob(slow, null, null, null).getId();
    check(jobs.cancelJob(waiting, null).getStatus().equals("canceled"), "a job is canceled");
  }

  private void templatesAndBatches() throws Exception {
    TemplateText text = new TemplateText().name("greeting").html("<p>{{who}}</p>");
    String template = new TemplatesApi(client).createTemplate(text, null).getId();
    Part part = new Part().template(template).data(Map.of("who", "you"));
    JobRequest batch =
        new JobRequest()
            .addDocumentsItem(
                new JobRequestDocumentsInner()
                    .parts(new Parts(List.of(new PartsOneOfInner(part)))))
            .addDocumentsItem(new JobRequestDocumentsInner().parts(new Parts("<p>second</p>")));

    Job job = ended(new JobsApi(client).submitJob(batch, null, null, null).getId());
    check(job.getDocuments().size() == 2, "a batch has two documents");
  }

  private void deliveries() throws Exception {
    JobRequest request =
        new JobRequest()
            .parts(new Parts("<h1>Hello</h1>"))
            .callback(new CallbackRequest().url(RECEIVER + "/hook"));
    String id = new JobsApi(client).submitJob(request, null, null, null).getId();
    NotificationsApi notifications = new NotificationsApi(client);
    Notification told =
        until(
            "the callback is delivered",
            () ->
                notifications.listNotifications(id).getData().stream()
                    .filter(each -> each.getStatus().equals("delivered"))
                    .findFirst()
                    .orElse(null));
    check(
        notifications.redeliverNotification(told.getId(), null, null).getId().equals(told.getId()),
        "a notification is redelivered");

    ReplaysApi replays = new ReplaysApi(client);
    OffsetDateTime then = OffsetDateTime.parse("2023-04-01T00:00:00Z");
    ReplayRequest range = new ReplayRequest().from(then).to(then.plusDays(1));
    String replay = replays.startReplay(range, null).getReplay().getId();
    check(replays.readReplay(replay).getQueued() == 0, "a replay is read");
    check(
        replays.startReplay(range.dryRun(true), null).getReplayDryRun().getMatched() == 0,
        "a dry run counts");
  }

  private void tailpdf() throws Exception {
    TailpdfRequest request = new TailpdfRequest().content("<h1 class=\"text-2xl\">Hello</h1>");
    check(isPdf(new TailpdfApi(client).tailpdfSubmit(request, null)), "tailpdf");
  }

  private void pdfgorilla() throws Exception {
    PdfgorillaApi api = new PdfgorillaApi(client);
    PdfgorillaTemplateText text =
        new PdfgorillaTemplateText().name("greeting").html("<p>{{ who }}</p>");
    api.pdfgorillaReplaceTemplate("greeting-of-java", text, null);
    PdfgorillaRequest request = new PdfgorillaRequest().data(Map.of("who", "you"));
    String job = api.pdfgorillaGenerate("greeting-of-java", request, null).getJobId();
    until(
        "pdfgorilla's job ends",
        () -> api.pdfgorillaReadJob(job).getStatus().equals("completed") ? job : null);
    check(isPdf(api.pdfgorillaReadJob(job).getDownloadUrl()), "pdfgorilla");
    check(isPdf(api.pdfgorillaGenerateNow("greeting-of-java", request, null)), "pdfgorilla waits");
  }

  private void enconvert() throws Exception {
    EnconvertApi api = new EnconvertApi(client);
    EnconvertRequest page = new EnconvertRequest().url(new EnconvertRequestUrl(RECEIVER + "/page"));
    check(isPdf(api.enconvertSubmit(page, null).getPresignedUrl()), "enconvert");
    page.callbackUrl(RECEIVER + "/hook");
    check(
        api.enconvertSubmit(page, null).getStatus().equals("processing"),
        "enconvert, in the background");
    Path html = Files.writeString(Files.createTempFile("hello", ".html"), "<h1>Hello</h1>");
    String converted =
        api.enconvertConvertFile("html-to-pdf", html.toFile(), null, null, null, null, null)
            .getPresignedUrl();
    check(isPdf(converted), "enconvert's upload");
  }

  private void vortex() throws Exception {
    VortexApi api = new VortexApi(client);
    VortexRequest request = new VortexRequest().parts(new VortexRequestParts("<h1>Hello</h1>"));
    check(isPdf(api.vortexRender(request, null)), "vortex");
    request.callback(Map.of("url", RECEIVER + "/hook"));
    check(api.vortexRenderAsync(request, null).getStatus().equals("accepted"), "vortex, async");
  }

  private void adobe() throws Exception {
    AdobeApi api = new AdobeApi(client);
    check(api.adobeToken(KEY, "any").getAccessToken().equals(KEY), "adobe's token");
    AdobeCreateAsset200Response asset =
        api.adobeCreateAsset(new AdobeCreateAssetRequest().mediaType("text/html"), null);
    Path html = Files.writeString(Files.createTempFile("hello", ".html"), "<h1>Hello</h1>");
    Map<String, String> link = query(asset.getUploadUri());
    api.adobeUpload(
        asset.getAssetID(),
        html.toFile(),
        link.get("client"),
        link.get("for"),
        link.get("expires"),
        link.get("signature"));
    AdobeRequest request =
        new AdobeRequest()
            .assetID(asset.getAssetID())
            .addNotifiersItem(
                new AdobeRequestNotifiersInner()
                    .type(AdobeRequestNotifiersInner.TypeEnum.CALLBACK)
                    .data(new AdobeRequestNotifiersInnerData().url(RECEIVER + "/hook")));
    request.putAdditionalProperty("includeHeaderFooter", true);
    ApiResponse<Void> accepted = api.adobeSubmitWithHttpInfo("htmltopdf", request, null);
    String[] location = accepted.getHeaders().get("location").get(0).split("/");
    String job = location[location.length - 2];
    String result =
        until(
            "adobe's job ends",
            () -> {
              var status = api.adobeStatus("htmltopdf", job);
              return status.getStatus().equals("done") ? status.getAsset().getDownloadUri() : null;
            });
    check(isPdf(result), "adobe");
  }

  private Job ended(String id) throws Exception {
    JobsApi jobs = new JobsApi(client);
    return until(
        "the job ends",
        () -> {
          Job job = jobs.readJob(id);
          check(!job.getStatus().equals("failed"), "the job failed");
          return job.getStatus().equals("completed") ? job : null;
        });
  }

  private interface Look<T> {
    T once() throws Exception;
  }

  private static <T> T until(String what, Look<T> look) throws Exception {
    for (int looks = 0; looks < 200; looks++) {
      T seen = look.once();
      if (seen != null) {
        return seen;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(what);
  }

  private static Map<String, String> query(String url) {
    Map<String, String> query = new java.util.HashMap<>();
    for (String pair : URI.create(url).getQuery().split("&")) {
      query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return query;
  }

  private static boolean isPdf(String url) throws IOException {
    try (InputStream pdf = URI.create(url).toURL().openStream()) {
      return isPdf(pdf);
    }
  }

  private static boolean isPdf(File file) throws IOException {
    try (InputStream pdf = Files.newInputStream(file.toPath())) {
      return isPdf(pdf);
    }
  }

  private static boolean isPdf(InputStream pdf) throws IOException {
    return new String(pdf.readNBytes(5), StandardCharsets.US_ASCII).equals("%PDF-");
  }

  private static void check(boolean fact, String what) {
    if (!fact) {
      throw new IllegalStateException(what);
    }
  }
}
