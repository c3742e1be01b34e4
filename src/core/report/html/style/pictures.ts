/** The table of frames and the drawn pictures: two drawings of each, one shown by the width of the page. */
export const pictureStyle = `
.matrix td{min-width:5.5rem;padding-inline-end:1.2rem}.matrix .none{color:var(--soft)}.matrix .blind{color:var(--soft);font-size:.875rem}
.pair{display:flex;gap:.4rem;align-items:baseline}.pair b{font-size:1.125rem}.pair span{font-size:.875rem}
.bar{display:block;width:100%;height:8px;margin-top:.2rem}.bar .own{fill:var(--own)}.bar .others{fill:var(--quoted)}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.875rem;color:var(--soft)}.key svg{width:.8rem;height:.8rem;vertical-align:-.06rem}
.key .v-outlet svg{fill:var(--own)}.key .v-quoted svg{fill:var(--paper);stroke:var(--quoted);stroke-width:1.8}
.picture{margin:.4rem 0 .6rem}.plot{display:block;font-variant-numeric:tabular-nums;stroke-linecap:round;stroke-linejoin:round;width:100%;height:auto;max-width:760px;font-family:var(--sans)}
.plot.narrow{display:none;max-width:30rem}
@media (max-width:44rem){.plot.wide{display:none}.plot.narrow{display:block}}
.plot text{white-space:pre;fill:var(--ink);stroke:none;font-size:13px}.plot .note text,.plot text.note{fill:var(--soft);font-size:12px}.plot .axis text{fill:var(--soft);font-size:12px}
.plot .label,.plot .note{fill:var(--ink)}.plot .note{fill:var(--soft)}
.plot.narrow text{font-size:12px}.plot.narrow .note text{font-size:11px}
.plot .grid{stroke:var(--line);stroke-opacity:1}.plot .zero{stroke:var(--soft)}
.plot .limits,.plot .arrow{fill:none;stroke-width:2}.plot .first.limits,.plot .first.arrow{stroke:var(--own)}.plot .second.limits,.plot .second.arrow{stroke:var(--quoted);stroke-dasharray:none}
.plot .first.point{fill:var(--own);stroke:var(--paper);stroke-width:1}.plot .second.point{fill:var(--paper);stroke:var(--quoted);stroke-width:1.8}
.plot .third.point{fill:var(--reported);stroke:var(--paper);stroke-width:1}.plot .fourth.point{fill:var(--paper);stroke:var(--own);stroke-width:1.8}.plot .fifth.point{fill:var(--quoted);stroke:var(--paper);stroke-width:1}
.plot .between{stroke:var(--soft);stroke-width:1.5}
.key .m-third svg{fill:var(--reported)}.key .m-fourth svg{fill:var(--paper);stroke:var(--own);stroke-width:1.8}.key .m-fifth svg{fill:var(--quoted)}
.models{--own:var(--ink);--quoted:var(--link)}
`
