// What is wrong with the names on the map, a sentence each: the letters as the browser drew them.
const map = document.querySelector('#map svg');
// Not in all engines the matrix knows that the page is enlarged, or only where it begins.
const enlarged = __box(map).width / map.clientWidth / map.getScreenCTM().a;
const moved = __box(map).width / map.getBoundingClientRect().width;
const onScreen = (node, [left, top, right, bottom]) => {
  const { a, b, c, d, e, f } = node.getScreenCTM();
  return [[left, top], [right, top], [right, bottom], [left, bottom]]
    .map(([x, y]) => [moved * e + enlarged * (a * x + c * y), moved * f + enlarged * (b * x + d * y)]);
};
// From the first letter to the last: some engines' box of a text has room to spare around letters that lean or stand.
const quad = (node) => {
  const all = Array.from({ length: node.getNumberOfChars() }, (_, i) => node.getExtentOfChar(i));
  const size = __letters(node) / __zoom(), base = parseFloat(node.getAttribute('y'));
  const down = getComputedStyle(node).writingMode.startsWith('vertical');
  // The letters themselves: what a font keeps free above and below them is no matter.
  const [tops, bottoms] = down ? [all.map((one) => one.y), all.map((one) => one.y + one.height)] : [[base - size * 0.82], [base + size * 0.16]];
  return onScreen(node, [
    Math.min(...all.map((one) => one.x)), Math.min(...tops), Math.max(...all.map((one) => one.x + one.width)), Math.max(...bottoms),
  ]);
};
// A mark without its outline, which not every engine counts.
const drawn = (node, by) => {
  const { x, y, width, height } = node.getBBox();
  return onScreen(node, [x + by, y + by, x + width - by, y + height - by]);
};
const rect = (node) => {
  const r = __box(node);
  return [[r.left, r.top], [r.right, r.top], [r.right, r.bottom], [r.left, r.bottom]];
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
const of = (selector, shape) => [...document.querySelectorAll(selector)].filter(seen)
  .map((node) => ({ node, what: node.id || node.getAttribute('class'), shape: shape(node) }))
  .filter(({ shape: [[l, t], , [r, b]] }) => r - l > 4 && b - t > 4);
const panels = of('.exhibit > :not(.map, .more), .exhibit > .more > *, .wall > :not(.talk-head), .talk-head > *, .kiosk > :not(.attract, .corner), .attract-foot', rect);
const marks = [
  ...of('.sign.recent:not(.crowded)', (node) => drawn(node, 2)),
  // Enlarged to five fourths.
  ...of('.top[d]', (node) => drawn(node, 1.6)),
  ...of('.force:not(.between)', (node) => drawn(node, 1)),
];
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
