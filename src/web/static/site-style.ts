/** What the site adds to the look of a report: the bar, forms, lists of cards, progress. Colours and type are the report's own. */
export const siteStyle = `
[hidden]{display:none!important}
.site main{max-width:66rem;padding-block:0 4rem;outline:none}
.site:not(.reading) main>section,.site main>form>section{border-top:1px solid var(--line);margin-top:2.6rem;padding-top:1rem}
.site #live>section{border-top:1px solid var(--line);margin-top:2rem;padding-top:1rem}
.site td>code{white-space:nowrap}
.site main>section:first-child,.site main>form>section:first-of-type,.site main>.finding,.site main>.plain{border-top:0;padding-top:0}
.site:not(.reading) h1{font-size:clamp(1.6rem,1.25rem + 1.7vw,2.35rem);margin:0}
.site:not(.reading) h2{font-size:1.25rem;margin:0 0 .5rem}
.site-bar{max-width:66rem;margin:0 auto 2.2rem;padding:1rem 1rem .55rem;display:flex;flex-wrap:wrap;align-items:baseline;gap:.3rem 1.8rem;position:relative}
.site-bar::after{content:"";position:absolute;inset:auto 1rem 0;border-bottom:3px solid var(--ink)}
.wordmark{font:700 1.25rem/1 var(--serif);letter-spacing:-.01em;color:var(--ink);text-decoration:none;padding:.35rem 0;display:inline-flex}
.wordmark span+span{color:var(--own);translate:0 -.14em;border-bottom:2px solid var(--own);margin-inline-start:.06em}
.site-bar nav{border:0;margin:0;flex:1}
.site-bar nav ul{padding:0;gap:0 1.3rem}
.site-bar nav a{color:var(--soft);text-decoration:none;padding:.35rem 0;border-bottom:3px solid transparent}
.site-bar nav a:hover{color:var(--ink);border-color:var(--line)}
.site-bar nav a[aria-current]{color:var(--ink);font-weight:600;border-color:var(--own)}
.site-bar form{margin:0}
@media (max-width:44rem){.site-bar nav{flex-basis:100%}.site-bar nav ul{gap:0 1.05rem}}
.head{display:flex;flex-wrap:wrap;gap:.6rem 1.5rem;align-items:end;justify-content:space-between;margin-bottom:1.4rem}
.head p{margin:.35rem 0 0}
.kind{font-size:.875rem;color:var(--soft);margin:0 0 .35rem}
.narrow{max-width:34rem}
.message{padding-top:1.5rem!important;border:0!important}
.button,button{font:600 .9375rem/1.2 var(--sans);color:var(--ink);background:var(--sheet);border:1px solid var(--soft);border-radius:4px;padding:.55rem .95rem;min-height:2.5rem;cursor:pointer;text-decoration:none;display:inline-flex;align-items:center;gap:.5rem}
.button:hover,button:hover{border-color:var(--ink);background:var(--faint)}
button.main,.button.main{background:var(--ink);border-color:var(--ink);color:var(--paper)}
button.main:hover,.button.main:hover{background:var(--own);border-color:var(--own);color:var(--paper)}
button.quiet{border-color:transparent;background:none;color:var(--link);font-weight:400;padding:.3rem .2rem;min-height:1.75rem;text-decoration:underline;text-underline-offset:.15em}
button:disabled{opacity:.55;cursor:default}
.press{display:inline-block;margin:0}
.presses{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;margin:1rem 0 0}
label,legend{font-weight:600;font-size:.9375rem}
fieldset{border:0;margin:0;padding:0;min-width:0}
input:not([type=checkbox],[type=radio]),select,textarea{font:inherit;color:var(--ink);background:var(--sheet);border:1px solid var(--soft);border-radius:4px;padding:.5rem .65rem;width:100%;min-height:2.5rem}
select{height:2.75rem}
input:not([type=checkbox],[type=radio]){height:2.75rem}
textarea{min-height:7rem;field-sizing:content;max-height:24rem;resize:vertical;line-height:1.5}
input[type=checkbox],input[type=radio]{width:1.125rem;height:1.125rem;accent-color:var(--own);margin:.15rem 0 0;flex:none}
input:is([type=date],[type=time]):focus-within{outline:3px solid var(--link);outline-offset:2px}
[aria-invalid=true]{border-color:var(--quoted);border-width:2px}
.hint{color:var(--soft);font-size:.875rem;margin:.2rem 0 0;font-weight:400}
.stack>*{margin:0 0 .35rem}.stack>p,.stack>.field{margin:0 0 1.1rem}
.joined{display:flex;gap:.5rem}.joined input{flex:1;min-width:0}
.file{position:relative}.file .hidden[type=file]{width:1px;height:1px;min-height:0;padding:0}
.file:focus-within{outline:3px solid var(--link);outline-offset:2px}.file+[role=status]{font-size:.875rem}
.hero .presses .note{flex-basis:100%;margin:.2rem 0 0}
.field{margin:1rem 0}.add-outlet{margin:1.2rem 0 0}
textarea.low{min-height:4.6rem}
.fields+.fields{margin-top:1rem}
.fields{display:grid;gap:1rem 1.4rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));align-items:end}
.fields.top{align-items:start}.fields+.choice{margin-top:1rem}
@media (min-width:46rem){.fields>.wide{grid-column:span 2}}
select{text-overflow:ellipsis}
.choice{display:flex;gap:.55rem;align-items:flex-start;font-weight:400;min-height:1.75rem;padding:.15rem 0;cursor:pointer}
.choices{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr));gap:.1rem 1.4rem;margin:.4rem 0 0;padding:0;list-style:none}
.mistake{border-inline-start:4px solid var(--quoted);background:var(--quoted-tint);color:var(--ink);padding:.6rem .9rem;max-width:none;margin:0 0 1.2rem}
.mistake ul{margin:0;padding-inline-start:1.2rem}
.told{border-inline-start:4px solid var(--own);background:var(--own-tint);padding:.6rem .9rem;max-width:none;margin:0 0 1.2rem}
.cards{list-style:none;margin:0;padding:0}
.cards>li{padding:1rem 0 1.05rem;border-top:1px solid var(--line);display:grid;gap:.1rem 1.5rem;grid-template-columns:minmax(0,1fr)}
.cards>li:first-child{border-top:0;padding-top:.3rem}
@media (min-width:46rem){.cards>li{grid-template-columns:9.5rem minmax(0,1fr)}.cards .when{grid-row:1/4}}
.cards h2,.cards h3{font:700 1.1875rem/1.25 var(--serif);margin:0}
.cards h2 a,.cards h3 a{color:var(--ink);text-decoration-color:var(--line)}
.cards h2 a:hover,.cards h3 a:hover{text-decoration-color:currentColor}
.cards p{margin:.25rem 0 0;max-width:46em}
.cards .when{color:var(--soft);font-size:.875rem;line-height:1.7;font-variant-numeric:tabular-nums}
.cards .meta{color:var(--soft);font-size:.875rem}
.badge{font-weight:600;font-size:.875rem;white-space:nowrap}
.badge::before{content:"● " / "";color:var(--soft)}
.b-open::before{color:var(--own)}.b-done::before{content:"✓ " / "";color:var(--own)}.b-failed::before{content:"× " / "";color:var(--quoted)}.b-cancelled::before{content:"– " / ""}.b-paused::before{content:"‖ " / ""}
.stages{list-style:none;margin:1.2rem 0;padding:0;display:grid;gap:.55rem}
.stages li{display:grid;grid-template-columns:5.5rem minmax(0,1fr) 6rem;gap:.2rem .9rem;align-items:center}
.stages b{font-weight:600}
.stages .tally{color:var(--soft);font-size:.875rem;font-variant-numeric:tabular-nums;text-align:end}
.stages progress{width:100%}
@media (max-width:30rem){.stages li{grid-template-columns:1fr auto}.stages progress{grid-column:1/3;grid-row:2}}
progress{appearance:none;height:.6rem;border:1px solid var(--soft);border-radius:3px;background:var(--faint);overflow:hidden}
progress::-webkit-progress-bar{background:var(--faint)}
progress::-webkit-progress-value{background:var(--own)}
progress::-moz-progress-bar{background:var(--own)}
.two{display:grid;grid-template-columns:minmax(0,1fr);gap:2rem 3rem;margin-top:2.6rem}
.two>section{border-top:1px solid var(--line);padding-top:1rem}
@media (min-width:56rem){.two{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}.two.wide-left{grid-template-columns:minmax(0,1.6fr) minmax(0,1fr)}}
#draft{margin-top:0}#draft>section{border:0;padding:0;margin:0}
@media (min-width:56rem){#draft>section{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow-y:auto}}
.tight{list-style:none;margin:.4rem 0;padding:0}
.tight li{padding:.5rem 0;border-bottom:1px solid var(--line)}
.tight li:last-child{border-bottom:0}
.tight small{display:block}
.empty{color:var(--soft);border:1px dashed var(--line);padding:1.1rem 1.2rem;border-radius:4px;max-width:none}
.facts{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;margin:.6rem 0 0;padding:0;list-style:none;color:var(--soft);font-size:.9375rem}
.facts b{color:var(--ink)}
.article-card{border:1px solid var(--line);border-inline-start:4px solid var(--own);background:var(--sheet);padding:1rem 1.2rem;border-radius:4px;margin:0 0 1.2rem}
.article-card h2{font-size:1.35rem}
.article-card .beginning{font:400 1rem/1.55 var(--serif);color:var(--ink);margin:.7rem 0 0;max-width:44em;white-space:pre-line}
.tabs{border:0;margin:-1rem 0 1.8rem}
.tabs ul{padding:0;gap:.2rem 1.4rem;align-items:baseline}
.tabs a{color:var(--soft);text-decoration:none;padding:.25rem 0;border-bottom:2px solid transparent}
.tabs a:hover{color:var(--ink);border-color:var(--line)}
.tabs a[aria-current]{color:var(--ink);font-weight:600;border-color:var(--own)}
.reading .tabs{margin-bottom:0}
.files{position:relative}
.files summary{font-weight:400;color:var(--soft);padding:.25rem 0}
.files ul{display:block;list-style:none;margin:.3rem 0 0;padding:.5rem 1rem;border:1px solid var(--line);background:var(--sheet);border-radius:4px;position:absolute;z-index:2;min-width:15rem;max-width:80vw;max-height:60vh;overflow:auto}
@media (max-width:44rem){.files ul{position:static;min-width:0;max-width:100%}}
.files a{display:block;padding:.25rem 0;color:var(--link)}
.full-text{font:400 1.125rem/1.65 var(--serif)}
.full-text p{max-width:36em;margin:0 0 1em}
.full-text sup{font:600 .6875rem/1 var(--sans)}
.full-text sup a{padding:0 .25em}
.hit-list{margin:.4rem 0;padding-inline-start:1.6rem;counter-reset:none}
.hit-list>li{padding:.55rem 0;border-bottom:1px solid var(--line)}
.hit-list>li:target,.full-text sup a:target{outline:2px solid var(--link);outline-offset:4px}
.hit-list p{margin:.1rem 0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));gap:.2rem 1.2rem;margin:.35rem 0}
.pair blockquote{margin:0;font:400 1rem/1.5 var(--serif)}
.pair .translated{margin:0}
.hit-list a{color:inherit;text-decoration:none}
@media (min-width:56rem){.evidence-view>section:last-child{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow-y:auto}}
del{text-decoration-color:var(--quoted)}ins{text-decoration-color:var(--own)}
.sign{font-weight:700}
.hero{padding:1rem 0 .4rem}
.hero form{margin:1.1rem 0 0;max-width:46rem}
.hero input:not([type=checkbox],[type=radio]){height:3rem;font-size:1.0625rem}
@media (max-width:30rem){.hero .joined{flex-direction:column}}
.hero button{min-height:3rem;padding-inline:1.4rem}
.pages{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;margin:1.6rem 0 0}
.filters{display:grid;gap:.8rem 1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,9.5rem),1fr));align-items:end;margin:0 0 1.2rem}
.filters .wide{grid-column:span 2}
@media (max-width:30rem){.filters .wide{grid-column:auto}}
.tabs.below{margin:0 0 1.8rem}
.lexicon-head{margin-bottom:.7rem}
.lexicon-head small{font:400 1rem/1 var(--sans);color:var(--soft)}
.judge-card{border:1px solid var(--line);background:var(--sheet);border-radius:4px;padding:1rem 1.3rem 1.2rem;margin:0 0 1.6rem}
.judge-card blockquote{font:400 clamp(1.25rem,1.1rem + .8vw,1.6rem)/1.45 var(--serif);margin:.6rem 0 1rem;max-width:38em;min-height:4.4em}
.working{border:1px solid var(--line);background:var(--sheet);border-radius:4px;padding:1rem 1.3rem}
.working progress{width:100%;max-width:38rem}
.judge-card mark{background:var(--own-tint);text-decoration-color:var(--own)}
.judge-card .last{color:var(--soft);font-size:.9375rem;border-bottom:1px solid var(--line);padding-bottom:.6rem;max-width:none}
.decisions button{min-height:2.9rem}
button.main kbd{background:transparent;color:inherit;border-color:currentColor}
.pattern{display:inline-block;max-width:min(21rem,80vw);overflow-wrap:break-word;background:var(--faint);border:1px solid var(--line);border-radius:3px;padding:0 .35rem;margin:.1rem 0;font-size:.875rem}
.quotes{list-style:none;padding-inline-start:.9rem;border-inline-start:3px solid var(--line);margin:.4rem 0;font:400 .9375rem/1.5 var(--serif)}
.quotes li{border:0;padding:.1rem 0}
@media (min-width:46rem){.lines td:nth-child(2){text-align:end}.lines td:nth-child(3){white-space:nowrap;text-align:center;padding-inline:.2rem}.lines th{max-width:9rem}}
@media (min-width:46rem){.uses td:last-child{min-width:18rem}.uses td:nth-child(2){min-width:8.5rem}.uses th[scope=col]{white-space:normal}}
.lines td:nth-child(-n+4){font:400 .9375rem/1.4 var(--serif)}
.kwic{font-family:var(--serif)}.kwic small{font-family:var(--sans)}
.fields.one{grid-template-columns:minmax(0,1fr);max-width:52rem;margin:0 0 1.6rem}
meter{appearance:none;width:4.5rem;height:.5rem;margin-inline-end:.6rem;border-radius:2px;overflow:hidden;background:var(--faint);vertical-align:middle}
meter::-webkit-meter-inner-element{display:block}
meter::-webkit-meter-bar{height:.5rem;background:var(--faint);border:1px solid var(--line);border-radius:2px}
meter::-webkit-meter-optimum-value{background:var(--own)}
meter::-moz-meter-bar{background:var(--own)}
.fields.chooser{grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));max-width:38rem;margin:0 0 1.6rem}
#effect[aria-busy]{opacity:.6}
kbd{font:600 .8125rem/1 ui-monospace,"SFMono-Regular",Menlo,Consolas,"DejaVu Sans Mono",monospace;border:1px solid var(--soft);border-bottom-width:2px;border-radius:3px;padding:.15rem .35rem;background:var(--sheet);color:var(--ink)}
@media screen and (max-width:30rem){
.stacked table,.stacked tbody{display:block}
.stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stacked tbody tr{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;align-items:baseline;padding:.65rem 0;border-bottom:1px solid var(--line)}
.stacked tbody th,.stacked tbody td{border:0;padding:0;min-width:0;overflow-wrap:anywhere}
.stacked tbody th{flex:1 0 100%}
.stacked td:empty{display:none}
.stacked td[data-label]::before{content:attr(data-label) " ";content:attr(data-label) " " / "";color:var(--soft);font-size:.8125rem;margin-inline-end:.3rem}
}
@media print{.site-bar nav,.site-bar form,.press,.presses,form.filters,.pages{display:none}}
`
