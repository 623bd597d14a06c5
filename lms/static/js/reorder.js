// Lets a list be dragged into order; the buttons beside each row do the same without a mouse.

const own = document.querySelector("script[data-sortable]").dataset

export async function start(list) {
  await import(own.sortable)
  list.querySelectorAll(".grip[hidden]").forEach((grip) => (grip.hidden = false))
  globalThis.Sortable.create(list, {
    handle: list.querySelector(".grip") ? ".grip" : undefined,
    draggable: "[data-id]",
    group: list.dataset.sortableGroup,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
    ghostClass: "sortable-ghost",
    // What was dragged into another list is told by the list it stands in now.
    onEnd: ({ from, to, oldIndex, newIndex }) => (from !== to || oldIndex !== newIndex) && send(to),
  })
}

function send(list) {
  const form = document.getElementById(list.dataset.sortable)
  form.querySelectorAll('input[name="order"]').forEach((input) => input.remove())
  for (const item of list.querySelectorAll(":scope > [data-id]")) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "order", value: item.dataset.id }))
  }
  form.requestSubmit()
}
