// The lines that two texts have in common, and those that they have not.

const MAX_LINES = 2000;
const AROUND = 3;

/** Lines with "+", "-" or " "; lines far from any change are left out. */
export function differences(before, after) {
  const a = before.split("\n").slice(0, MAX_LINES);
  const b = after.split("\n").slice(0, MAX_LINES);
  return near(aligned(a, b));
}

function aligned(a, b) {
  // Longest common subsequence, after what both begin and end with.
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const x = a.slice(head, a.length - tail);
  const y = b.slice(head, b.length - tail);
  const width = y.length + 1;
  const common = new Uint16Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      common[i * width + j] = x[i] === y[j] ? common[(i + 1) * width + j + 1] + 1 : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const lines = a.slice(0, head).map((line) => [" ", line]);
  let i = 0;
  let j = 0;
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) {
      lines.push([" ", x[i++]]);
      j++;
    } else if (j >= y.length || (i < x.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      lines.push(["-", x[i++]]);
    } else {
      lines.push(["+", y[j++]]);
    }
  }
  return lines.concat(a.slice(a.length - tail).map((line) => [" ", line]));
}

function near(lines) {
  const keep = lines.map(() => false);
  lines.forEach(([mark], at) => {
    if (mark !== " ") for (let n = Math.max(0, at - AROUND); n <= Math.min(lines.length - 1, at + AROUND); n++) keep[n] = true;
  });
  return lines.filter((_, at) => keep[at]);
}
