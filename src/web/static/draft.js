// Shows what an edit would change while it is typed. Without this the button does the same.
const form = document.getElementById('draft')
const effect = document.getElementById('effect')
let latest
let pause

async function look() {
  latest?.abort()
  latest = new AbortController()
  const body = new URLSearchParams(new FormData(form))
  body.set('step', 'effect')
  effect.setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(form.action, { method: 'POST', headers: { 'x-part': 'yes' }, body, signal: latest.signal })
    effect.innerHTML = await answer.text()
    effect.removeAttribute('aria-busy')
  } catch (error) {
    if (error.name !== 'AbortError') effect.removeAttribute('aria-busy')
  }
}

form.addEventListener('input', (event) => {
  if (event.target.id === 'message') return
  clearTimeout(pause)
  pause = setTimeout(look, 350)
})
