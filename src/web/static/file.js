// Puts a file of the reader's into the field for the article: a text, or a page that was saved. Without this its text is pasted.
const place = document.getElementById('take-file')
const field = document.getElementById('anchor')
const input = place.querySelector('input')
const told = place.querySelector('[role=status]')
/** What the site takes at once, as a form writes it. */
const mostCharacters = 200_000
const mostBytes = 250 * 1024

place.hidden = false
input.addEventListener('change', async () => {
  const [file] = input.files
  if (!file) return
  const text = await file.text()
  const taken = /\.html?$/i.test(file.name) || /^\s*</.test(text) ? withoutBallast(text) : text
  input.value = ''
  if (taken.length > mostCharacters || new URLSearchParams({ anchor: taken }).toString().length > mostBytes) {
    told.textContent = `${file.name} is too large for a form: give it to the command, frameshift compare FILE`
    return
  }
  told.textContent = `${file.name} was taken.`
  field.value = taken
  field.dispatchEvent(new Event('input', { bubbles: true }))
})

/** The page without what no reader of it sees, which is mostly more than the article; the rest stays as it was written. Data of the article in JSON-LD stays too. */
function withoutBallast(page) {
  return page
    .replaceAll(/<script\b(?![^>]*ld\+json)[^>]*>[\s\S]*?<\/script\s*>/gi, '')
    .replaceAll(/<(style|svg|iframe|template)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/data:[^"'\s>)]{100,}/g, '')
}
