// Calls our server with the official MCP client. stdin: {"url"} or {"command","args","env"}, and "calls":[{"tool","args","cancelAfterProgress"?}];
// stdout: the tools' names, then a result or error with the progress notes for each call.
import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const { url, key, command, args, env, calls } = JSON.parse(readFileSync(0, "utf8"));
const client = new Client({ name: "test", version: "1" });
await client.connect(
  url
    ? new StreamableHTTPClientTransport(new URL(url), key ? { requestInit: { headers: { Authorization: `Bearer ${key}` } } } : undefined)
    : new StdioClientTransport({ command, args, env: { ...process.env, ...env }, stderr: "ignore" }),
);

const results = [(await client.listTools()).tools];
for (const call of calls) {
  const progress = [];
  const cancel = new AbortController();
  try {
    const result = await client.callTool({ name: call.tool, arguments: call.args }, undefined, {
      signal: cancel.signal,
      onprogress: (note) => {
        progress.push(note);
        if (call.cancelAfterProgress) cancel.abort("no longer wanted");
      },
    });
    for (const content of result.content) {
      if (content.data) content.data = content.data.length;
    }
    results.push({ result, progress });
  } catch (error) {
    results.push({ error: String(error.message ?? error), progress });
  }
}
// What was sent before it has arrived when this is answered.
await client.ping();
await client.close();
console.log(JSON.stringify(results));
process.exit(0);
