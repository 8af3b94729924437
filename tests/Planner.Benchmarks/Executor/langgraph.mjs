// Runs graphs with LangGraph.js: reads {"graphs":[{"needs":[[…]],"milliseconds":[…]}],"checkpoints":bool} a line, prints the seconds of each run.
import { createInterface } from "node:readline";
import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";

const State = Annotation.Root({ done: Annotation({ reducer: (a, b) => a + b, default: () => 0 }) });
const compiled = new Map();

function compile(key, { needs, milliseconds }, checkpoints) {
  const graph = new StateGraph(State);
  const needed = new Set(needs.flat());
  needs.forEach((_, i) => graph.addNode(`s${i}`, async () => {
    if (milliseconds.length > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds[i]));
    return { done: 1 };
  }));
  needs.forEach((from, i) => {
    if (from.length === 0) graph.addEdge(START, `s${i}`);
    else if (from.length === 1) graph.addEdge(`s${from[0]}`, `s${i}`);
    else graph.addEdge(from.map((need) => `s${need}`), `s${i}`);
    if (!needed.has(i)) graph.addEdge(`s${i}`, END);
  });
  compiled.set(key, graph.compile(checkpoints ? { checkpointer: new MemorySaver() } : {}));
  return compiled.get(key);
}

let runs = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { key, graph, checkpoints } = JSON.parse(line);
  const app = compiled.get(key) ?? compile(key, graph, checkpoints);
  const began = performance.now();
  const state = await app.invoke({ done: 0 }, { recursionLimit: graph.needs.length + 10, configurable: { thread_id: `${runs++}` } });
  const seconds = (performance.now() - began) / 1000;
  if (state.done !== graph.needs.length) throw new Error(`${state.done} of ${graph.needs.length} steps ran`);
  console.log(seconds);
}
