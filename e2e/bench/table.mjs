// Tables in the terminal, in a form that can be put into BENCHMARKS.md.

/** A number without decimals, thousands parted. */
export function whole(number) {
  return Math.round(number).toLocaleString("en-GB");
}

/** "60 · 17 · 4.4 (4.0/7.1) · 0% · 0": frames a second, time between frames, work for a frame, missed frames, long tasks. */
export function cell({ fps, frameP95, work: mean, workP50, workP95, missed, longTasks }) {
  const work = `${mean.toFixed(1)} (${workP50.toFixed(1)}/${workP95.toFixed(1)})`;
  return [whole(fps), whole(frameP95), work, `${whole(missed * 100)}%`, longTasks].join(" · ");
}

/** Prints rows under a heading. */
export function print(title, head, rows) {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  console.log(`\n${title}\n\n${lines.join("\n")}\n`);
}
