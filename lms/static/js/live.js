// Says above the composer that others replied, and shows it when asked to. Nothing moves before that, or above it.

const PATIENCE = 30000
let listening

export function start(line) {
  listening?.stop()
  listening = listen(line)
}

function listen(line) {
  const link = line.querySelector("a")
  const form = line.closest("form")
  const address = (after) => `${line.dataset.liveUrl}?after=${after}`
  let had = Number(line.dataset.after)
  let newest = had
  let source, timer
  let asked = 0

  function hear(news) {
    newest = Math.max(newest, news.newest)
    announce()
  }

  function announce() {
    const count = newest - had
    // Somebody's own reply is no news to them: the answer to it brings a new line.
    if (form.dataset.sent || count < 1) return
    const words = count === 1 ? line.dataset.one : line.dataset.many.replace("{}", count)
    link.querySelector("span:last-child").textContent = words
    link.href = `${location.pathname}?from=${had + 1}#post-${had + 1}`
    if (line.dataset.end) link.setAttribute("hx-get", `${location.pathname}?after=${had}`)
    line.hidden = false
  }

  function open() {
    close()
    if (document.hidden || !line.isConnected) return
    source = new EventSource(address(newest))
    source.onmessage = ({ data }) => hear(JSON.parse(data))
    source.addEventListener("over", stop)
    source.addEventListener("ask", ask)
    source.onerror = () => source?.readyState === EventSource.CLOSED && ask()
  }

  // Without a place at the stream a page asks now and then, and after some time tries the stream again.
  async function ask() {
    close()
    if (document.hidden || !line.isConnected) return
    try {
      const answer = await fetch(address(newest), { headers: { Accept: "application/json" }, redirect: "error" })
      if (answer.status === 404) return stop()
      if (answer.status === 200) hear(await answer.json())
    } catch {
      // The next time tells.
    }
    asked += 1
    timer = setTimeout(asked % 10 ? ask : open, PATIENCE * (0.8 + Math.random() * 0.4))
  }

  function close() {
    clearTimeout(timer)
    source?.close()
    source = null
  }

  function stop() {
    close()
    document.removeEventListener("visibilitychange", open)
    document.removeEventListener("htmx:after:settle", shown)
  }

  function shown({ target, detail }) {
    if (!line.isConnected) return stop()
    if (target.id !== "since") return
    const posts = detail.newContent.filter((item) => item.matches?.("[data-post-number]"))
    if (!posts.length) return
    had = Math.max(...posts.map((post) => Number(post.dataset.postNumber)))
    newest = Math.max(newest, had)
    form.elements.after.value = form.elements.seen.value = had
    if (document.activeElement === link) {
      posts[0].tabIndex = -1
      posts[0].focus({ preventScroll: true })
    }
    line.hidden = true
    announce()
  }

  // Who presses with the mouse goes on typing where they were.
  link.addEventListener("mousedown", (event) => event.preventDefault())
  document.addEventListener("htmx:after:settle", shown)
  document.addEventListener("visibilitychange", open)
  addEventListener("pagehide", close)
  open()
  return { stop }
}
