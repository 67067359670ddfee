import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { LineMessage } from "../../shared/remotes/messages";
import { lineView } from "./line-view";

const line = (changes: Partial<LineMessage> = {}): LineMessage => ({
	speaker: { id: "ada", name: "Ada", type: "npc" },
	text: "Good morning.",
	isOverheard: false,
	byModel: false,
	...changes,
});

const has = (text: string, part: string) => string.find(text, part, 1, true)[0] !== undefined;

export = (t: Suite) => {
	t.it("shows a line said to the player as it is", () => {
		expect(lineView(line())).toEqual({ bubble: "Good morning.", chat: "<b>Ada</b>: Good morning." });
	});

	t.it("names an overheard line so, in the bubble and in the chat", () => {
		const view = lineView(line({ isOverheard: true }));
		expect(view.bubble).toBe("(overheard) Good morning.");
		expect(has(view.chat, "(overheard) Ada: Good morning.")).toBe(true);
		expect(has(view.chat, "<i>")).toBe(true);
	});

	t.it("marks what a language model wrote, overheard or not", () => {
		expect(has(lineView(line()).chat, "[AI]")).toBe(false);
		expect(has(lineView(line({ byModel: true })).chat, "<b>Ada</b> [AI]: Good")).toBe(true);
		expect(has(lineView(line({ byModel: true, isOverheard: true })).chat, "Ada [AI]: Good")).toBe(true);
	});

	t.it("lets neither name nor text be read as tags", () => {
		const speaker = { id: "x", name: "<i>A&B</i>", type: "npc" } as const;
		for (const isOverheard of [false, true]) {
			const view = lineView(line({ speaker, text: "1 < 2 </font>", isOverheard }));
			expect(has(view.chat, "&lt;i&gt;A&amp;B&lt;/i&gt;")).toBe(true);
			expect(has(view.chat, "1 &lt; 2 &lt;/font&gt;")).toBe(true);
			expect(has(view.bubble, "1 ‹ 2 ‹/font›")).toBe(true);
		}
	});
};
