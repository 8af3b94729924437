// Lists models and describes one with the Hub's own client, as JSON: { listed, first, one, missing }.
import { listModels, modelInfo } from "@huggingface/hub";

const hubUrl = process.argv[2];
const listed = [];
for await (const model of listModels({ hubUrl, search: { task: "summarization" }, sort: "downloads", additionalFields: ["inferenceProviderMapping", "cardData"] })) {
  listed.push(model);
}

const one = await modelInfo({ hubUrl, name: listed[0].name, additionalFields: ["inferenceProviderMapping"] });
let missing;
try {
  await modelInfo({ hubUrl, name: "nobody/nothing" });
} catch (error) {
  missing = error.statusCode;
}

console.log(JSON.stringify({ listed: listed.map((model) => model.name), first: listed[0], one, missing }));
