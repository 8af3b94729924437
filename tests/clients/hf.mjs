// Calls our server with the real Hugging Face client. stdin: {"base","token"?,"calls":[{"model","method","args"}]}; stdout: a result or error for each.
// {"$file": path} in the arguments is the file as a Blob.
import { readFileSync } from "node:fs";
import { InferenceClient } from "@huggingface/inference";

const { base, token, calls } = JSON.parse(readFileSync(0, "utf8"));

function revive(value) {
  if (Array.isArray(value)) return value.map(revive);
  if (value && typeof value === "object") {
    if (value.$file) return new Blob([readFileSync(value.$file)], { type: value.type ?? "" });
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner)]));
  }
  return value;
}

async function plain(value) {
  if (value instanceof Blob) return { blob: value.type, size: value.size, head: Buffer.from(await value.slice(0, 4).arrayBuffer()).toString("latin1") };
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  return value;
}

const results = [];
for (const { model, method, args } of calls) {
  const client = new InferenceClient(token ?? "", { endpointUrl: `${base}/hf-inference/models/${model}`, retry_on_error: false });
  try {
    if (method.endsWith("Stream")) {
      const chunks = [];
      for await (const chunk of client[method](revive(args))) chunks.push(chunk);
      results.push({ result: chunks });
    } else {
      results.push({ result: await plain(await client[method](revive(args))) });
    }
  } catch (error) {
    results.push({ error: error.message, status: error.httpResponse?.status });
  }
}
console.log(JSON.stringify(results));
