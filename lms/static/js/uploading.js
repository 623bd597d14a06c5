// Asks what each image shows, in a dialogue made of the page that does the same without scripts, and uploads it.

export async function attach(files, place, put) {
  for (const file of files) {
    const line = await ask(file, `/composing/files/new?place=${encodeURIComponent(place)}`)
    if (!line) return
    put(line)
  }
}

async function ask(file, address) {
  const page = await load(address)
  const form = page && formIn(page)
  if (!form) return location.assign(address)
  const dialog = document.createElement("dialog")
  const title = Object.assign(document.createElement("h2"), { textContent: page.querySelector("h1").textContent })
  dialog.setAttribute("aria-label", title.textContent)
  dialog.append(title, form)
  document.body.append(dialog)
  return new Promise((done) => {
    let line = null
    dialog.addEventListener("close", () => {
      dialog.remove()
      done(line)
    })
    show(dialog, form, file, (found) => {
      line = found
      dialog.close()
    })
    dialog.showModal()
    focusOn(form)
  })
}

function show(dialog, form, file, finish) {
  const input = form.elements.file
  if (file) {
    const transfer = new DataTransfer()
    transfer.items.add(file)
    input.files = transfer.files
  }
  const alt = form.elements.alt.closest(".field")
  const fit = () => (alt.hidden = input.files.length > 0 && !input.files[0].type.startsWith("image/"))
  input.addEventListener("change", fit)
  fit()
  form.querySelector("[data-close]").hidden = false
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    send(form, (page) => {
      const found = page?.querySelector("[data-line]")?.value
      const again = page && formIn(page)
      if (found) return finish(found)
      if (!again) return
      show(dialog, again, input.files[0], finish)
      focusOn(again)
    })
  })
  dialog.lastElementChild.replaceWith(form)
}

function send(form, then) {
  if (form.sending) return
  const bar = form.querySelector("progress")
  const problem = form.querySelector('[role="alert"][hidden], [data-problem]')
  const request = (form.sending = new XMLHttpRequest())
  const end = (words) => {
    form.sending = null
    bar.hidden = true
    problem.dataset.problem = ""
    problem.hidden = !words
    problem.textContent = words
    delete form.dataset.sent
    for (const button of form.querySelectorAll('[aria-disabled="true"]')) button.calmDown?.()
  }
  problem.hidden = true
  bar.hidden = false
  bar.value = 0
  request.responseType = "document"
  request.upload.addEventListener("progress", (event) => (bar.value = (100 * event.loaded) / (event.total || 1)))
  request.addEventListener("load", () => {
    const arrived = request.status === 200 || request.status === 422
    end(arrived ? "" : request.status === 413 ? form.dataset.tooLarge : form.dataset.lost)
    if (arrived) then(request.response)
  })
  request.addEventListener("error", () => end(form.dataset.lost))
  request.open("POST", form.action)
  request.send(new FormData(form))
}

async function load(address) {
  try {
    const answer = await fetch(address, { redirect: "manual" })
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null
  } catch {
    return null
  }
}

function formIn(page) {
  const form = page.querySelector("#attach")
  return form && document.adoptNode(form)
}

function focusOn(form) {
  const wrong = form.querySelector('[aria-invalid="true"]')
  const next = form.elements.file.files.length && !form.elements.alt.closest(".field").hidden ? form.elements.alt : null
  ;(wrong ?? next ?? (form.elements.file.files.length ? form.querySelector("button") : form.elements.file)).focus()
}
