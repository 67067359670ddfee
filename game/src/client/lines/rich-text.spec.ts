import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { escapeRichText, withoutTags } from "./rich-text";

const ESCAPES: readonly [string, string][] = [
	["&lt;", "<"],
	["&gt;", ">"],
	["&quot;", '"'],
	["&apos;", "'"],
	["&amp;", "&"],
];

/** What a reader of rich text makes of escaped text. */
function read(text: string): string {
	let result = text;
	for (const [escape, plain] of ESCAPES) result = string.gsub(result, escape, plain)[0];
	return result;
}

export = (t: Suite) => {
	t.it("escapes each mark of rich text, and an ampersand once", () => {
		expect(escapeRichText(`<b>"A" & 'B'</b>`)).toBe("&lt;b&gt;&quot;A&quot; &amp; &apos;B&apos;&lt;/b&gt;");
		expect(escapeRichText("&lt;")).toBe("&amp;lt;");
		expect(escapeRichText("Grüße, 世界")).toBe("Grüße, 世界");
		expect(escapeRichText("")).toBe("");
	});

	t.it("leaves no bracket where tags may or may not be read", () => {
		expect(withoutTags(`<font size="90">hi</font>`)).toBe(`‹font size="90"›hi‹/font›`);
		expect(withoutTags("3 & 4")).toBe("3 & 4");
	});

	t.property("is read back as it was, without a bracket in between", 300, (random) => {
		const parts = ["<", ">", "&", '"', "'", "a", "lt;", "amp;", "%", "é"];
		let text = "";
		for (const _ of $range(0, random.integer(0, 20))) text += random.pick(parts);
		const escaped = escapeRichText(text);
		expect(string.find(escaped, "[<>\"']")[0]).toBe(undefined);
		expect(read(escaped)).toBe(text);
		expect(string.find(withoutTags(text), "[<>]")[0]).toBe(undefined);
	});
};
