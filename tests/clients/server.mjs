// An MCP server of the official SDK, over stdio: what Planner's MCP tools are tested with.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const server = new McpServer({ name: "test", version: "1" });
server.registerTool("greet_person", { description: "Greets a person.", inputSchema: { name: z.string(), times: z.number().int().optional() } }, ({ name, times }) => ({
  content: [{ type: "text", text: Array(times ?? 1).fill(`Hello ${name}`).join(" ") }],
}));
server.registerTool("list_orders", { description: "Lists orders.", inputSchema: {}, outputSchema: { result: z.array(z.object({ id: z.number(), amount: z.number() })) } }, () => ({
  content: [],
  structuredContent: { result: [{ id: 1, amount: 5 }, { id: 2, amount: 7 }] },
}));
server.registerTool("draw", { description: "Draws a pixel.", inputSchema: {} }, () => ({ content: [{ type: "image", data: pixel, mimeType: "image/png" }] }));
server.registerTool("fail", { description: "Fails.", inputSchema: {} }, () => ({ content: [{ type: "text", text: "out of paper" }], isError: true }));
server.registerTool("environment", { description: "Tells a variable.", inputSchema: { name: z.string() } }, ({ name }) => ({ content: [{ type: "text", text: process.env[name] ?? "(not set)" }] }));
server.registerTool("wipe", { description: "Deletes everything.", inputSchema: {}, annotations: { destructiveHint: true } }, () => ({ content: [{ type: "text", text: "gone" }] }));
server.registerTool("leave", { description: "Ends the server.", inputSchema: {} }, () => process.exit(1));
await server.connect(new StdioServerTransport());
