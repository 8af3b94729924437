// Validates OpenAPI documents. stdin: {"documents":[…]}; stdout: for each its version and the number of its operations, or what is wrong.
import { readFileSync } from "node:fs";
import parser from "@apidevtools/swagger-parser";

const methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];
const results = [];
for (const document of JSON.parse(readFileSync(0, "utf8")).documents) {
  try {
    const api = await parser.validate(document);
    results.push({ version: api.openapi, operations: Object.values(api.paths).flatMap((path) => Object.keys(path).filter((key) => methods.includes(key))).length });
  } catch (error) {
    results.push({ error: String(error.message) });
  }
}
console.log(JSON.stringify(results));
