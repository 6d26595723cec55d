// Holds a Compose file and the ServiceMonitors of Kubernetes manifests against their schemas:
// node schemas.mjs COMPOSE MANIFESTS. Prints each fault.
import { readFileSync } from "node:fs";
import { ServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor";
import Ajv from "ajv";
import yaml from "js-yaml";

const [compose, manifests] = process.argv.slice(2);
const read = (path) => yaml.loadAll(readFileSync(path, "utf8"));

// The linter brings the Compose Specification's own schema.
const { $schema, ...schema } = JSON.parse(readFileSync("node_modules/dclint/schemas/compose.schema.json", "utf8"));
const isCompose = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
const faults = read(compose).flatMap((file) => (isCompose(file) ? [] : isCompose.errors));

const monitors = read(manifests).filter((object) => object.kind === "ServiceMonitor");
for (const monitor of monitors) {
  try {
    new ServiceMonitor(monitor).validate();
  } catch (fault) {
    faults.push(fault);
  }
}
faults.forEach((fault) => console.log(`${fault.instancePath ?? ""} ${fault.message}`));
console.log(`${faults.length} faults; ${monitors.length} ServiceMonitor`);
