// Marked words of a post become a quotation with its source, at the caret of the reply.

let put, button, chosen

export function start(words, putInto) {
  put = putInto // a composer that was sent is followed by a new one
  if (button) return
  button = document.createElement("button")
  button.type = "button"
  button.className = "button second"
  button.textContent = words
  button.style.position = "fixed"
  button.style.zIndex = 30
  button.addEventListener("mousedown", (event) => event.preventDefault())
  button.addEventListener("click", () => {
    put(chosen)
    getSelection().removeAllRanges()
    button.remove()
  })
  let timer
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer)
    timer = setTimeout(offer, 150)
  })
  addEventListener("scroll", place, { passive: true })
}

function offer() {
  if (document.activeElement === button) return
  const selection = getSelection()
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null
  const around = range?.commonAncestorContainer
  const prose = (around?.nodeType === Node.TEXT_NODE ? around.parentElement : around)?.closest?.("article.post .prose")
  const words = selection.toString().trim()
  if (!prose || !words) return button.remove()
  const post = prose.closest("article.post")
  const source = new URL(post.querySelector("header .when").href).pathname
  const quoted = words.split("\n").map((line) => `> ${line}`.trimEnd())
  chosen = [...quoted, ">", `> — [${post.querySelector("header .name").textContent.trim()}](${source})`].join("\n")
  // Right after the words, so that the key Tab leads to it.
  prose.after(button)
  place()
}

function place() {
  const selection = getSelection()
  if (!button.isConnected || !selection.rangeCount) return
  const box = selection.getRangeAt(0).getBoundingClientRect()
  const below = box.bottom + 8
  button.style.top = `${below + button.offsetHeight > innerHeight - 120 ? box.top - button.offsetHeight - 8 : below}px`
  button.style.left = `${Math.max(8, Math.min(box.left, innerWidth - button.offsetWidth - 8))}px`
}
