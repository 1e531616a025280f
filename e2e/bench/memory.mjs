// How much memory a page holds after its rubbish was collected.

const MEGABYTE = 1024 * 1024;

/** The heap of scripts, DOM wrappers included. */
export async function heapMegabytes(session) {
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSHeapUsedSize").value / MEGABYTE;
}

/** The memory of WebAssembly, which is none of the heap. */
export async function wasmMegabytes(session) {
  const { result } = await session.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
  const answer = await session.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration: "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) }",
    returnByValue: true,
  });
  return answer.result.value / MEGABYTE;
}
