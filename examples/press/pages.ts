import { html, raw } from 'hono/html'
import { printed } from './printed.ts'
import type { Item } from './items.ts'

/** The outlet a page is printed for. */
export interface House {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly origin: string
}

/**
 * An article page as presses make them: with a menu, a cookie banner, teasers and readers' comments that use framing words of their own, so
 * that only an extractor that keeps them out gets the counts right. Each outlet builds its pages in another way.
 */
export function articlePage(item: Item, house: House, others: readonly Item[]): string {
  if (item.kind === 'broken') return brokenPage(item)
  return printed(
    html`<!doctype html>
      <html lang="${house.language}">
        <head>
          <meta charset="utf-8" />
          <title>${item.title} | ${house.name}</title>
          <link rel="canonical" href="${house.origin}${item.path}" />
          <meta property="og:title" content="${item.title}" />
          <meta property="og:site_name" content="${house.name}" />
          <meta property="og:type" content="article" />
          <meta property="article:published_time" content="${item.date}" />
          <meta name="author" content="${item.author}" />
          ${raw(linkedData(item, house))}
        </head>
        <body>
          <nav><a href="/">${house.name}</a> <a href="/world">World</a> <a href="/business">Business</a> <a href="/sport">Sport</a></nav>
          <div class="cookie-banner">We and our 212 partners store information on your device. <button>Accept all</button></div>
          ${house.id === 'steppe-post' || house.id === 'severia-today' ? blockStory(item) : articleStory(item)} ${teasers(others)}
          ${comments(house.language)}
          <footer>© 2026 ${house.name}. All rights reserved.</footer>
        </body>
      </html>`,
  )
}

/** The front page: headlines, and where the feed is. */
export function frontPage(house: House, items: readonly Item[], feedPath: string | undefined): string {
  return printed(
    html`<!doctype html>
      <html lang="${house.language}">
        <head>
          <meta charset="utf-8" />
          <title>${house.name}</title>
          ${feedPath === undefined ? '' : html`<link rel="alternate" type="application/rss+xml" title="${house.name}" href="${feedPath}" />`}
        </head>
        <body>
          <h1>${house.name}</h1>
          <ul>
            ${items.map((item) => html`<li><a href="${item.path}">${item.title}</a></li>`)}
          </ul>
        </body>
      </html>`,
  )
}

function articleStory(item: Item) {
  return html`<main>
    <article>
      <h1>${item.title}</h1>
      <p class="byline">By ${item.author} · <time datetime="${item.date}">${item.date.slice(0, 10)}</time></p>
      ${
        item.image === undefined
          ? ''
          : html`<figure>
              <img src="/picture.jpg" alt="" />
              <figcaption>${item.image}</figcaption>
            </figure>`
      }
      ${item.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)} ${item.kind === 'paywall' ? paywall() : ''}
    </article>
  </main>`
}

function blockStory(item: Item) {
  return html`<div class="layout">
    <div class="story-header">
      <h1>${item.title}</h1>
      <span class="author">${item.author}</span>
    </div>
    <div class="story-body">${item.paragraphs.map((paragraph) => html`<div class="paragraph"><p>${paragraph}</p></div>`)}</div>
  </div>`
}

function paywall() {
  return html`<div class="paywall">
    <h2>Subscribe to continue reading</h2>
    <p>This article is for subscribers. Already have an account? Log in.</p>
  </div>`
}

function teasers(others: readonly Item[]) {
  return html`<aside class="related">
    <h2>More</h2>
    <ul>
      ${others.map((other) => html`<li><a href="${other.path}">${other.title}</a></li>`)}
    </ul>
  </aside>`
}

const readers = new Map([
  ['ru', 'Читатель: настоящее предательство, другого слова нет!'],
  ['zh', '读者：这就是背叛！'],
  ['kk', 'Оқырман: бұл нағыз сатқындық!'],
])

function comments(language: string) {
  return html`<section id="comments" class="comments">
    <h3>Comments</h3>
    <div class="comment">${readers.get(language) ?? 'reader77: a stab in the back, plain betrayal and blackmail, shame on them!'}</div>
  </section>`
}

/** Cut off by a server that gave up: the head is there, the article is not. */
function brokenPage(item: Item): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>${item.title}</title></head><body><div id="app"></div><script>window.__ARTICLE__ = {"headline": "Altynda`
}

function linkedData(item: Item, house: House): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: item.title,
    datePublished: item.date,
    author: { '@type': 'Person', name: item.author },
    publisher: { '@type': 'Organization', name: house.name },
    isAccessibleForFree: item.kind !== 'paywall',
  }
  return `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`
}
