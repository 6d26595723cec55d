// A program for Adobe's Node.js SDK. Only its configuration file, client.json, names another address.
// It reads the files of in/, and writes what the operations make to out/; the test looks at those.
// HOOKPRESS_CLIENT and HOOKPRESS_KEY are the credentials; RECEIVER_URL takes callbacks and is the
// client's own storage.
import { createReadStream, createWriteStream, mkdirSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import sdk from "@adobe/pdfservices-node-sdk";

const receiver = process.env.RECEIVER_URL;
const key = process.env.HOOKPRESS_KEY;

function login(clientSecret) {
  return new sdk.PDFServices({
    credentials: new sdk.ServicePrincipalCredentials({
      clientId: process.env.HOOKPRESS_CLIENT,
      clientSecret,
    }),
    clientConfig: new sdk.ClientConfig({ filePath: "client.json" }),
  });
}

const services = login(key);

function check(fact, what) {
  if (!fact) throw new Error(what);
}

const upload = (readStream, mimeType) => services.upload({ readStream, mimeType });
const html = (text) => upload(Readable.from([Buffer.from(text)]), sdk.MimeType.HTML);
const file = (name, mimeType = sdk.MimeType.PDF) => upload(createReadStream(`in/${name}`), mimeType);
const letters = () => file("letters.pdf");

async function result(job, resultType, notifiers) {
  const pollingURL = await services.submit({ job, notifiers });
  return (await services.getJobResult({ pollingURL, resultType })).result;
}

async function keep(name, asset) {
  const { readStream } = await services.getContent({ asset });
  await pipeline(readStream, createWriteStream(`out/${name}`));
}

async function make(name, job, resultType, notifiers) {
  const made = await result(job, resultType, notifiers);
  await keep(name, made.asset);
  return made.asset;
}

function pages(...numbers) {
  const ranges = new sdk.PageRanges();
  numbers.forEach((number) => ranges.addSinglePage(number));
  return ranges;
}

async function refused(call, type, what) {
  try {
    await call();
  } catch (error) {
    check(error instanceof type, `${what}: ${error}`);
    check(error.requestTrackingId, `${what}: an id of the request`);
    return error;
  }
  throw new Error(`${what} is not refused`);
}

const operations = {
  async htmltopdf() {
    const callback = new sdk.CallbackNotifierData({
      url: `${receiver}/hook`,
      headers: { "access-token": "dummytoken" },
    });
    const notifier = new sdk.NotifierConfig({ type: sdk.NotifierType.CALLBACK, data: callback });
    const job = new sdk.HTMLToPDFJob({ inputAsset: await html("<h1>Of an asset</h1>") });
    await make("html.pdf", job, sdk.HTMLToPDFResult, [notifier]);
  },

  async htmltopdfOfAnAddress() {
    const pageLayout = new sdk.PageLayout({ pageWidth: 8, pageHeight: 11.5 });
    const job = new sdk.HTMLToPDFJob({
      inputURL: `${receiver}/page`,
      params: new sdk.HTMLToPDFParams({ pageLayout, includeHeaderFooter: true, dataToMerge: { a: 1 } }),
    });
    await make("address.pdf", job, sdk.HTMLToPDFResult);
  },

  async htmltopdfOfAZip() {
    const job = new sdk.HTMLToPDFJob({ inputAsset: await file("site.zip", sdk.MimeType.ZIP) });
    await make("site.pdf", job, sdk.HTMLToPDFResult);
  },

  async createpdf() {
    const job = new sdk.CreatePDFJob({
      inputAsset: await file("image.png", sdk.MimeType.PNG),
      params: new sdk.CreatePDFParams({ documentLanguage: sdk.DocumentLanguage.DE_DE }),
    });
    await make("image.pdf", job, sdk.CreatePDFResult);
  },

  async combinepdf() {
    const params = new sdk.CombinePDFParams();
    params.addAsset(await letters(), pages(3, 1)).addAsset(await html2pdf("<p>B1</p>"));
    await make("combined.pdf", new sdk.CombinePDFJob({ params }), sdk.CombinePDFResult);
  },

  async insertpages() {
    const params = new sdk.InsertPagesParams(await letters());
    params.addPagesToInsertAt({ inputAsset: await letters(), pageRanges: pages(3), basePage: 2 });
    await make("inserted.pdf", new sdk.InsertPagesJob({ params }), sdk.InsertPagesResult);
  },

  async replacepages() {
    const params = new sdk.ReplacePagesParams(await letters());
    params.addPagesForReplace({ asset: await letters(), pageRanges: pages(3), basePage: 1 });
    await make("replaced.pdf", new sdk.ReplacePagesJob({ params }), sdk.ReplacePagesResult);
  },

  async reorderpages() {
    const params = new sdk.ReorderPagesParams({ asset: await letters(), pageRanges: pages(3, 2, 1) });
    await make("reordered.pdf", new sdk.ReorderPagesJob({ params }), sdk.ReorderPagesResult);
  },

  async deletepages() {
    const job = new sdk.DeletePagesJob({
      inputAsset: await letters(),
      params: new sdk.DeletePagesParams({ pageRanges: pages(1, 3) }),
    });
    await make("deleted.pdf", job, sdk.DeletePagesResult);
  },

  async rotatepages() {
    const params = new sdk.RotatePagesParams();
    params.setAngleToRotatePagesBy(sdk.Angle._90).setAngleToRotatePagesBy(sdk.Angle._180, pages(2));
    const job = new sdk.RotatePagesJob({ inputAsset: await letters(), params });
    await make("rotated.pdf", job, sdk.RotatePagesResult);
  },

  async splitpdf() {
    const params = new sdk.SplitPDFParams({ pageCount: 2 });
    const job = new sdk.SplitPDFJob({ inputAsset: await letters(), params });
    const { assets } = await result(job, sdk.SplitPDFResult);
    check(assets.length === 2, `split into ${assets.length}`);
    await keep("first.pdf", assets[0]);
    await keep("second.pdf", assets[1]);
  },

  async addwatermark() {
    const job = new sdk.PDFWatermarkJob({
      inputAsset: await letters(),
      watermarkAsset: await html2pdf("<p>Draft</p>"),
      params: new sdk.PDFWatermarkParams({
        pageRanges: pages(2),
        watermarkAppearance: new sdk.WatermarkAppearance({ appearOnForeground: false, opacity: 50 }),
      }),
    });
    await make("marked.pdf", job, sdk.PDFWatermarkResult);
  },

  async protectpdfAndRemoveprotection() {
    const permissions = new sdk.Permissions({ permissions: [sdk.Permission.PRINT_HIGH_QUALITY] });
    const protect = new sdk.ProtectPDFJob({
      inputAsset: await letters(),
      params: new sdk.ProtectPDFParams({
        userPassword: "of the user",
        ownerPassword: "of the owner",
        encryptionAlgorithm: sdk.EncryptionAlgorithm.AES_256,
        contentEncryption: sdk.ContentEncryption.ALL_CONTENT,
        permissions,
      }),
    });
    const inputAsset = await make("locked.pdf", protect, sdk.ProtectPDFResult);
    const params = new sdk.RemoveProtectionParams({ password: "of the owner" });
    const free = new sdk.RemoveProtectionJob({ inputAsset, params });
    await make("freed.pdf", free, sdk.RemoveProtectionResult);
  },

  async compresspdf() {
    const params = new sdk.CompressPDFParams({ compressionLevel: sdk.CompressionLevel.HIGH });
    const job = new sdk.CompressPDFJob({ inputAsset: await letters(), params });
    await make("compressed.pdf", job, sdk.CompressPDFResult);
  },

  async pdftoimages() {
    const inputAsset = await letters();
    const images = (outputType) =>
      result(
        new sdk.ExportPDFToImagesJob({
          inputAsset,
          params: new sdk.ExportPDFToImagesParams({
            outputType,
            targetFormat: sdk.ExportPDFToImagesTargetFormat.PNG,
          }),
        }),
        sdk.ExportPDFToImagesResult,
      );
    const list = await images(sdk.ExportPDFToImagesOutputType.LIST_OF_PAGE_IMAGES);
    check(list.assets.length === 3, `${list.assets.length} images`);
    await keep("page.png", list.assets[1]);
    const zip = await images(sdk.ExportPDFToImagesOutputType.ZIP_OF_PAGE_IMAGES);
    check(zip.assets.length === 1, "one archive");
    await keep("pages.zip", zip.assets[0]);
  },

  async pdfproperties() {
    const params = new sdk.PDFPropertiesParams({ includePageLevelProperties: true });
    const job = new sdk.PDFPropertiesJob({ inputAsset: await letters(), params });
    const { pdfProperties } = await result(job, sdk.PDFPropertiesResult);
    check(pdfProperties.document.pageCount === 3, "the number of pages");
    check(pdfProperties.document.isEncrypted === false, "no encryption");
    check(pdfProperties.pages.length === 3, "properties of each page");
  },

  async assets() {
    const asset = await letters();
    await keep("refreshed.pdf", await services.refreshDownloadURI({ asset }));
    await services.deleteAsset({ asset });
    const gone = () => services.refreshDownloadURI({ asset });
    const error = await refused(gone, sdk.ServiceApiError, "a deleted asset");
    check(error.statusCode === 404 && error.errorCode === "NOT_FOUND", `gone: ${error.errorCode}`);
  },

  async storage() {
    const at = (path) =>
      new sdk.ExternalAsset({ uri: `${receiver}${path}`, storageType: sdk.ExternalStorageType.S3 });
    const job = new sdk.CompressPDFJob({ inputAsset: at("/letters"), outputAsset: at("/out") });
    const pollingURL = await services.submit({ job });
    await services.getJobResult({ pollingURL, resultType: sdk.CompressPDFResult });
    const status = await services.getJobStatus({ pollingURL });
    check(status.status === "done", `stored: ${status.status}`);
  },

  async failures() {
    const broken = await upload(Readable.from([Buffer.from("%PDF-1.7, broken")]), sdk.MimeType.PDF);
    const params = new sdk.DeletePagesParams({ pageRanges: pages(1) });
    const job = new sdk.DeletePagesJob({ inputAsset: broken, params });
    const corrupt = () => result(job, sdk.DeletePagesResult);
    const failed = await refused(corrupt, sdk.ServiceApiError, "a broken file");
    check(failed.errorCode === "CORRUPT_DOCUMENT", `broken: ${failed.errorCode}`);
    check(failed.statusCode === 400, `broken: ${failed.statusCode}`);

    const ocr = new sdk.OCRJob({ inputAsset: await letters() });
    const missing = () => services.submit({ job: ocr });
    const unknown = await refused(missing, sdk.ServiceApiError, "an operation that is not here");
    check(unknown.message.includes("ocr"), `ocr: ${unknown.message}`);

    const stranger = login("not-the-secret");
    const locked = () =>
      stranger.upload({ readStream: createReadStream("in/letters.pdf"), mimeType: "application/pdf" });
    const wrong = await refused(locked, sdk.ServiceApiError, "a wrong secret");
    check(wrong.statusCode === 401, `a wrong secret: ${wrong.statusCode}`);
  },
};

async function html2pdf(text) {
  const job = new sdk.HTMLToPDFJob({ inputAsset: await html(text) });
  return (await result(job, sdk.HTMLToPDFResult)).asset;
}

mkdirSync("out");
await Promise.all(
  Object.entries(operations).map(([name, operation]) =>
    operation().catch((error) => {
      throw new Error(`${name}: ${error.message}`, { cause: error });
    }),
  ),
);
console.log("Adobe's client works");
