// Starts Netyard: loads the two files that the build names in the head of the page.

const mount = document.getElementById("netyard");

/** Says in the page that it did not start, and what to do. */
function explain(error) {
  const text = document.createElement("p");
  text.setAttribute("role", "alert");
  text.textContent = `Netyard did not start. Reload the page, or use a current browser. (${error})`;
  mount.replaceChildren(text);
}

try {
  const script = document.getElementById("netyard-script").href;
  const wasm = document.getElementById("netyard-wasm").href;
  const { default: start } = await import(script);
  await start({ module_or_path: wasm });
} catch (error) {
  explain(error);
  throw error;
}
