/**
 * As much of docx 9 as we use. Its own declarations name their files without endings, which Node's way of resolving
 * does not follow; the tests open what is made.
 */
declare module 'docx' {
  type Value<T extends Readonly<Record<string, string>>> = T[keyof T];

  export const AlignmentType: { readonly LEFT: 'left' };
  export const BorderStyle: { readonly NONE: 'none'; readonly SINGLE: 'single' };
  export const HeadingLevel: {
    readonly HEADING_1: 'Heading1';
    readonly HEADING_2: 'Heading2';
    readonly HEADING_3: 'Heading3';
  };
  export const HeightRule: { readonly ATLEAST: 'atLeast' };
  export const LevelFormat: { readonly BULLET: 'bullet'; readonly DECIMAL: 'decimal' };
  export const PageNumber: { readonly CURRENT: 'CURRENT'; readonly TOTAL_PAGES: 'TOTAL_PAGES' };
  export const PageOrientation: { readonly PORTRAIT: 'portrait'; readonly LANDSCAPE: 'landscape' };
  export const TableLayoutType: { readonly FIXED: 'fixed' };
  export const TabStopType: { readonly RIGHT: 'right' };
  export const VerticalAlign: { readonly CENTER: 'center' };
  export const WidthType: { readonly DXA: 'dxa' };

  interface Border {
    readonly style: Value<typeof BorderStyle>;
    readonly size: number;
    readonly color: string;
    readonly space?: number;
  }
  interface Borders {
    readonly top?: Border;
    readonly bottom?: Border;
    readonly left?: Border;
    readonly right?: Border;
  }
  interface Indent {
    readonly left?: number;
    readonly right?: number;
    readonly hanging?: number;
  }
  interface ParagraphStyle {
    readonly spacing?: {
      readonly before?: number;
      readonly after?: number;
      readonly line?: number;
      readonly lineRule?: 'auto';
    };
    readonly indent?: Indent;
    readonly keepNext?: boolean;
    readonly keepLines?: boolean;
  }
  /** `size` in half points. */
  interface RunStyle {
    readonly font?: string;
    readonly size?: number;
    readonly bold?: boolean;
    readonly color?: string;
    readonly language?: {
      readonly value: string;
      readonly eastAsia?: string;
      readonly bidirectional?: string;
    };
  }

  export interface IParagraphOptions extends ParagraphStyle {
    readonly children?: readonly (TextRun | ImageRun | PageBreak)[];
    readonly heading?: Value<typeof HeadingLevel>;
    readonly style?: string;
    readonly bidirectional?: boolean;
    readonly border?: Borders;
    readonly numbering?: { readonly reference: string; readonly level: number };
    readonly tabStops?: readonly { readonly type: Value<typeof TabStopType>; readonly position: number }[];
  }
  export class Paragraph {
    private readonly is: 'paragraph';
    constructor(options: IParagraphOptions);
  }
  export class TextRun {
    private readonly is: 'text';
    constructor(
      options: RunStyle & {
        readonly text?: string;
        readonly children?: readonly string[];
        readonly break?: number;
        readonly italics?: boolean;
        readonly rightToLeft?: boolean;
      },
    );
  }
  export class ImageRun {
    private readonly is: 'image';
    constructor(options: {
      readonly type: 'png' | 'jpg';
      readonly data: Uint8Array;
      readonly transformation: { readonly width: number; readonly height: number };
      readonly altText: { readonly name: string; readonly title: string; readonly description: string };
    });
  }
  export class PageBreak {
    private readonly is: 'page';
  }

  interface Width {
    readonly size: number;
    readonly type: Value<typeof WidthType>;
  }
  export class TableCell {
    private readonly is: 'cell';
    constructor(options: {
      readonly children: readonly Paragraph[];
      readonly borders?: Borders;
      readonly width: Width;
      readonly margins: {
        readonly left?: number;
        readonly right?: number;
        readonly top?: number;
        readonly bottom?: number;
      };
      readonly verticalAlign?: Value<typeof VerticalAlign>;
    });
  }
  export class TableRow {
    private readonly is: 'row';
    constructor(options: {
      readonly children: readonly TableCell[];
      readonly tableHeader?: boolean;
      readonly cantSplit?: boolean;
      readonly height?: { readonly value: number; readonly rule: Value<typeof HeightRule> };
    });
  }
  export class Table {
    private readonly is: 'table';
    constructor(options: {
      readonly rows: readonly TableRow[];
      readonly columnWidths: readonly number[];
      readonly layout: Value<typeof TableLayoutType>;
      readonly width: Width;
      readonly borders?: Borders & { readonly insideHorizontal?: Border; readonly insideVertical?: Border };
    });
  }
  export class TableOfContents {
    private readonly is: 'contents';
    constructor(heading: string, options: { readonly headingStyleRange: string });
  }
  export class Footer {
    private readonly is: 'footer';
    constructor(options: { readonly children: readonly Paragraph[] });
  }
  export class Header {
    private readonly is: 'header';
    constructor(options: { readonly children: readonly Paragraph[] });
  }

  interface NamedStyle {
    readonly run?: RunStyle;
    readonly paragraph?: ParagraphStyle;
  }
  export interface IStylesOptions {
    readonly default: {
      readonly document: NamedStyle;
      readonly heading1: NamedStyle;
      readonly heading2: NamedStyle;
      readonly heading3: NamedStyle;
    };
    readonly paragraphStyles: readonly (NamedStyle & {
      readonly id: string;
      readonly name: string;
      readonly basedOn: string;
    })[];
  }
  interface NumberingLevel {
    readonly level: number;
    readonly format: Value<typeof LevelFormat>;
    readonly text: string;
    readonly start?: number;
    readonly alignment: Value<typeof AlignmentType>;
    readonly style: { readonly paragraph: { readonly indent: Indent } };
  }
  export class Document {
    private readonly is: 'document';
    constructor(options: {
      readonly title: string;
      readonly creator: string;
      readonly lastModifiedBy: string;
      readonly styles: IStylesOptions;
      readonly numbering: {
        readonly config: readonly {
          readonly reference: string;
          readonly levels: readonly NumberingLevel[];
        }[];
      };
      readonly features?: { readonly updateFields?: boolean };
      readonly sections: readonly {
        readonly properties: {
          readonly page: {
            readonly size: {
              readonly width: number;
              readonly height: number;
              readonly orientation: Value<typeof PageOrientation>;
            };
            readonly margin: Readonly<Record<'top' | 'bottom' | 'left' | 'right' | 'footer', number>>;
          };
        };
        readonly headers?: { readonly default: Header };
        readonly footers: { readonly default: Footer };
        readonly children: readonly (Paragraph | Table | TableOfContents)[];
      }[];
    });
  }
  export const Packer: { toBuffer(document: Document): Promise<Buffer> };
}
