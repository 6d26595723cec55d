import client.ApiClient;
import client.ApiException;
import client.api.JobsApi;
import client.model.Job;
import client.model.JobRequest;
import client.model.JobStatus;
import client.model.Parts;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Uses the generated client against a running node: HOOKPRESS_URL and HOOKPRESS_KEY. */
public final class Use {
  private Use() {}

  public static void main(String[] args) throws Exception {
    ApiClient client = new ApiClient();
    client.setBasePath(System.getenv("HOOKPRESS_URL"));
    client.setBearerToken(System.getenv("HOOKPRESS_KEY"));
    JobsApi jobs = new JobsApi(client);
    JobRequest request = new JobRequest().parts(new Parts("<h1>Hello</h1>"));

    String id = jobs.submitJob(request, null, null, "a key of a job").getId();
    check(id.equals(jobs.submitJob(request, null, null, "a key of a job").getId()), "a repeat");
    Job job = jobs.readJob(id);
    for (int looks = 0; looks < 200 && job.getStatus() != JobStatus.COMPLETED; looks++) {
      check(job.getStatus() != JobStatus.FAILED, "the job failed");
      Thread.sleep(100);
      job = jobs.readJob(id);
    }
    check(job.getStatus() == JobStatus.COMPLETED, "the job ends");
    check(job.getCompletedAt() != null, "times are read");
    try (InputStream pdf = URI.create(job.getDestination().getUrl()).toURL().openStream()) {
      String head = new String(pdf.readNBytes(5), StandardCharsets.US_ASCII);
      check(head.equals("%PDF-"), "the link leads to a PDF");
    }
    check(!jobs.listJobs(10, null, null, null, null).getData().isEmpty(), "the job is listed");
    try {
      jobs.cancelJob(id);
      check(false, "a job that has ended is not canceled");
    } catch (ApiException refused) {
      check(refused.getCode() == 409, "a refusal has its status");
    }
    System.out.println("the generated client works");
  }

  private static void check(boolean fact, String what) {
    if (!fact) {
      throw new IllegalStateException(what);
    }
  }
}
