// Calls our server with the real OpenAI client. stdin: {"base","key"?,"calls":[{"method":"chat.completions.create","args"}]}; stdout: a result or
// error for each. A stream gives its chunks; a binary reply its type and size.
import { createReadStream, readFileSync } from "node:fs";
import OpenAI from "openai";

const { base, key, calls } = JSON.parse(readFileSync(0, "utf8"));
const client = new OpenAI({ baseURL: `${base}/v1`, apiKey: key ?? "none", maxRetries: 0 });

// {"$file": path} in the arguments is the file, sent as a part of a form.
const revive = (args) => args && Object.fromEntries(Object.entries(args).map(([name, value]) => [name, value?.$file ? createReadStream(value.$file) : value]));

const results = [];
for (const { method, args } of calls) {
  const path = method.split(".");
  const name = path.pop();
  const target = path.reduce((object, part) => object[part], client);
  const chunks = [];
  try {
    const { data: reply, response } = await target[name](revive(args)).withResponse();
    const runId = response.headers.get("x-planner-run-id") ?? undefined;
    if (args?.stream) {
      for await (const chunk of reply) chunks.push(chunk);
      results.push({ result: chunks, runId });
    } else if (reply instanceof Response) {
      const bytes = Buffer.from(await reply.arrayBuffer());
      results.push({ result: { type: reply.headers.get("content-type"), size: bytes.length, head: bytes.subarray(0, 4).toString("latin1") } });
    } else {
      results.push({ result: reply.body ?? reply, runId });
    }
  } catch (error) {
    results.push({ error: error.message, status: error.status, code: error.code, chunks });
  }
}
console.log(JSON.stringify(results));
