// Sets the theme before the first paint: the user's choice, else the system's.
// A classic script on purpose, so that the parser waits for it.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      const theme = localStorage.getItem("netyard.theme");
      return theme === "light" || theme === "dark" ? theme : null;
    } catch {
      // Storage is switched off: there is no choice to read.
      return null;
    }
  };
  const apply = () => {
    document.documentElement.dataset.theme = chosen() ?? (dark.matches ? "dark" : "light");
  };
  apply();
  dark.addEventListener("change", apply);
})();
