/** Reads the data of a message back out of its text: the template is the message before interpolation. */
export function dataIn(text: string, template: string): Map<string, string> {
  const names: string[] = [];
  const pattern = template.split(/(\{\{\s*\w+\s*\}\})/).map((part) => {
    const name = /^\{\{\s*(\w+)\s*\}\}$/.exec(part)?.[1];
    if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    names.push(name);
    return "(.*?)";
  });
  const values = new RegExp(`^${pattern.join("")}$`, "s").exec(text)?.slice(1) ?? [];
  return new Map(names.map((name, index) => [name, values[index] ?? ""]));
}
