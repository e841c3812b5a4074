/** An element of an answer. Leaves have text, others have children. */
export class Element {
  constructor(
    readonly name: string,
    /** As it stands in the start tag. */
    readonly attributes: string,
    public children: Element[],
    /** As it stands in the XML, entities and all. */
    public text: string,
  ) {}

  child(name: string): Element | undefined {
    return this.children.find((child) => child.name === name);
  }

  /** Of the text of a child, by its path; empty when it is not there. */
  at(...path: readonly string[]): string {
    let element: Element | undefined = this;
    for (const name of path) element = element?.child(name);
    return element?.text ?? '';
  }

  /** Gives a child this text; it is made when it is not there. */
  set(name: string, text: string): void {
    const child = this.child(name);
    if (child) child.text = text;
    else this.children.push(new Element(name, '', [], text));
  }

  /** All elements below this one of that name. */
  all(name: string): readonly Element[] {
    return this.children.flatMap((child) => [
      ...(child.name === name ? [child] : []),
      ...child.all(name),
    ]);
  }

  toString(): string {
    const content = this.children.length > 0 ? this.children.join('') : this.text;
    return `<${this.name}${this.attributes}>${content}</${this.name}>`;
  }
}

/**
 * Reads XML as moto writes it: elements, attributes and text, without comments and CDATA.
 *
 * @throws when it is something else
 */
export function parseXml(xml: string): Element {
  const root = new Element('', '', [], '');
  const open = [root];
  const token = /<\?[^>]*\?>|<(\/?)([\w:.-]+)([^<>]*?)(\/?)>|([^<]+)/g;
  for (const [, closes, name = '', attributes = '', isEmpty, text] of xml.matchAll(token)) {
    const current = open.at(-1);
    if (!current) throw new Error(`Not XML: ${xml.slice(0, 200)}`);
    if (text !== undefined) current.text += text;
    else if (closes) open.pop();
    else if (name) {
      const element = new Element(name, attributes, [], '');
      current.children.push(element);
      if (!isEmpty) open.push(element);
    }
  }
  const [top] = root.children;
  if (!top || open.length !== 1) throw new Error(`Not XML: ${xml.slice(0, 200)}`);
  return top;
}
