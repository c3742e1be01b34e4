// Shows the recognised article as soon as an address or a text has been pasted. Without this the button does the same.
const form = document.getElementById('new')
const anchor = document.getElementById('anchor')
const place = document.getElementById('recognised')
let asked = place.firstElementChild || document.querySelector('.mistake') ? anchor.value.trim() : ''
let latest

async function recognise() {
  const text = anchor.value.trim()
  if (text === asked || (text.length < 200 && !/^https?:\/\/\S+\.\S+$/i.test(text))) return
  asked = text
  latest?.abort()
  latest = new AbortController()
  place.innerHTML = '<p class="note">Reading the article …</p>'
  const body = new URLSearchParams({ form: form.elements.form.value, anchor: text })
  try {
    const answer = await fetch('/new/recognise', { method: 'POST', headers: { 'x-part': 'yes' }, body, signal: latest.signal })
    place.innerHTML = await answer.text()
  } catch (error) {
    if (error.name !== 'AbortError') place.replaceChildren()
  }
}

let pause
anchor.addEventListener('input', () => {
  clearTimeout(pause)
  pause = setTimeout(recognise, 400)
})
document.getElementById('recognise').hidden = true
void recognise()
