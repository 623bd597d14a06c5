// Plays a video of another site in place of its cover, once somebody asks for it; before that nothing is fetched there.

document.addEventListener("click", (event) => {
  const cover = event.target.closest?.("[data-films] a[data-embed]")
  if (!cover || event.ctrlKey || event.metaKey || event.shiftKey) return
  const address = new URL(cover.dataset.embed)
  if (!cover.closest("[data-films]").dataset.films.split(" ").includes(address.host)) return
  event.preventDefault()
  address.searchParams.set("autoplay", "1")
  const frame = document.createElement("iframe")
  frame.title = cover.querySelector(".cover-title").textContent
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation")
  frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media"
  // Some sites play nothing for a page that does not say where it is; the address of the lesson stays untold.
  frame.referrerPolicy = "strict-origin"
  frame.allowFullscreen = true
  frame.src = address
  cover.replaceWith(frame)
  frame.focus()
})
