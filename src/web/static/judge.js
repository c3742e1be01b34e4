// One key decides a hit, or a sentence without one, and goes on. The keys can be changed and turned off; without this script the buttons do the same.
const place = document.getElementById('judge')
const settings = document.getElementById('keys')
const isOn = document.getElementById('keys-on')
const fields = [...settings.querySelectorAll('[data-action]')]
const away = '<p class="mistake" role="alert">The site does not answer, and this was not kept: decide again in a moment.</p>'
let busy = Promise.resolve()

for (const field of fields) field.value = localStorage.getItem(`key-${field.dataset.action}`) ?? field.value
isOn.checked = localStorage.getItem('keys') !== 'off'
settings.hidden = false
showHints()

settings.addEventListener('input', () => {
  localStorage.setItem('keys', isOn.checked ? 'on' : 'off')
  for (const field of fields) localStorage.setItem(`key-${field.dataset.action}`, field.value)
  showHints()
})

function showHints() {
  for (const button of place.querySelectorAll('button[data-action]')) {
    const hint = button.querySelector('kbd')
    const key = fields.find((field) => field.dataset.action === button.dataset.action)?.value ?? ''
    if (hint) {
      hint.textContent = key.toUpperCase()
      hint.hidden = !isOn.checked || key === ''
    }
  }
}

/** Sends a decision; the next one waits for its answer, so that quick keys are neither lost nor taken for another hit. */
function press(action) {
  busy = busy.then(() => send(action)).catch(() => tell(away))
}

async function send(action) {
  const form = place.querySelector('form')
  const button = form.querySelector(`button[data-action="${action}"]`)
  if (!button) return
  const body = new URLSearchParams(new FormData(form))
  body.set('decision', action)
  const answer = await fetch(place.dataset.address, { method: 'POST', headers: { 'x-part': 'yes' }, body })
  const part = await answer.text()
  if (!answer.ok) return tell(`${part}<p><a href="">Load the page again</a></p>`)
  const focused = document.activeElement?.dataset.action
  place.innerHTML = part
  // The hits are counted first, as after a start of the server: the page shows how far that has come.
  if (place.querySelector('#working')) return location.reload()
  showHints()
  if (focused) (place.querySelector(`button[data-action="${focused}"]`) ?? place.querySelector('a, button'))?.focus()
}

/** Why nothing was kept: the hit stays, to be decided again. */
function tell(markup) {
  place.querySelector('.refused')?.remove()
  const box = document.createElement('div')
  box.className = 'refused'
  box.innerHTML = markup
  place.prepend(box)
}

document.addEventListener('keydown', (event) => {
  if (!isOn.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
  if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) return
  const field = fields.find((candidate) => candidate.value !== '' && candidate.value.toLowerCase() === event.key.toLowerCase())
  if (!field) return
  event.preventDefault()
  press(field.dataset.action)
})

place.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-action]') : null
  if (!button) return
  event.preventDefault()
  // The second half of a double click would decide a hit that nobody has read.
  if (event.detail < 2) press(button.dataset.action)
})
