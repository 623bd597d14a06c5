// Acts in place: the answer to a link or button with data-here takes its place; without scripts it is a page as any other.

export function start() {
  document.addEventListener("click", (event) => {
    const act = event.target.closest?.("[data-here]")
    if (!act || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const values = act.name ? { [act.name]: act.value } : {}
    htmx.ajax(act.href ? "GET" : "POST", act.href ?? act.formAction, { source: act, target: act, swap: "outerHTML", values })
  })
}
