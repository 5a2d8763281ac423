// A plain click on a link of ours inside a page goes through the session instead of loading everything again.
// Without this script, and with Ctrl, Shift or the middle button, the same link works as the browser's own.

export default function ({ setTriggerValue }) {
  const follow = (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.(".stHtml a[href^='/']");
    if (!link) return;
    event.preventDefault();
    setTriggerValue("ke", link.getAttribute("href"));
  };
  document.addEventListener("click", follow);
  return () => document.removeEventListener("click", follow);
}
