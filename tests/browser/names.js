// What is wrong with the names on the map, a sentence each: the letters as the browser drew them.
const quad = (node) => {
  const box = node.getBBox(), size = parseFloat(getComputedStyle(node).fontSize), to = node.getScreenCTM();
  const down = getComputedStyle(node).writingMode.startsWith('vertical');
  // The letters themselves: what a font keeps free above and below them is no matter.
  const base = parseFloat(node.getAttribute('y'));
  const [top, bottom] = down ? [box.y, box.y + box.height] : [base - size * 0.82, base + size * 0.16];
  return [[box.x, top], [box.x + box.width, top], [box.x + box.width, bottom], [box.x, bottom]]
    .map(([x, y]) => new DOMPoint(x, y).matrixTransform(to)).map(({ x, y }) => [x, y]);
};
const rect = (node, by = 0) => {
  const r = node.getBoundingClientRect();
  return [[r.left + by, r.top + by], [r.right - by, r.top + by], [r.right - by, r.bottom - by], [r.left + by, r.bottom - by]];
};
// How deep two convex shapes overlap, pixels: along the direction in which it is least.
const depth = (a, b) => Math.min(...[a, b].flatMap((shape) => shape.map(([x, y], i) => {
  const [x2, y2] = shape[(i + 1) % shape.length], length = Math.hypot(x2 - x, y2 - y) || 1;
  const on = (points) => points.map(([px, py]) => ((px - x) * (y2 - y) - (py - y) * (x2 - x)) / length);
  const [p, q] = [on(a), on(b)];
  return Math.min(Math.max(...p) - Math.min(...q), Math.max(...q) - Math.min(...p));
})));
const seen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
const SLACK = 1.5;
const names = [...document.querySelectorAll('#names text')].filter((node) => node.textContent && seen(node))
  .map((node) => ({ node, what: node.textContent, shape: quad(node) }));
const of = (selector, by) => [...document.querySelectorAll(selector)].filter(seen)
  .map((node) => ({ node, what: node.id || node.getAttribute('class'), shape: rect(node, by) }))
  .filter(({ shape: [[l, t], , [r, b]] }) => r - l > 4 && b - t > 4);
const panels = of('.exhibit > :not(.map, .more), .exhibit > .more > *', 0);
const marks = [...of('.sign.now:not(.crowded), .sign.recent:not(.crowded)', 2), ...of('.force:not(.between)', 1)];
const wrong = [];
names.forEach(({ node, what, shape }, i) => {
  if (shape.some(([x, y]) => x < 0 || y < 0 || x > innerWidth || y > innerHeight)) wrong.push(`'${what}' is cut by the window`);
  for (const other of names.slice(i + 1)) {
    const same = node.matches('.place.name') && other.node === node.nextElementSibling;
    if (!same && depth(shape, other.shape) > SLACK) wrong.push(`'${what}' and '${other.what}' overlap`);
  }
  for (const [list, how] of [[panels, 'lies under'], [marks, 'lies under the mark']])
    for (const other of list) if (depth(shape, other.shape) > SLACK) wrong.push(`'${what}' ${how} ${other.what}`);
});
if (names.length < 2) wrong.push(`only ${names.length} names are shown`);
return wrong;
