import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { MessageWire } from "../../shared/wire";
import { LocalVoices } from "./local-voices";

const ask = (npcId: string): MessageWire => ({
	id: "m",
	npcId,
	clusterId: "c",
	sender: { id: "7", name: "Robin", type: "player" },
	content: "Hello",
	priority: "urgent",
	timestamp: 1,
	context: { members: [], recentMessages: [], relationships: [] },
});

/** Always the first line that may be said. */
const FIRST = { unit: () => 0 };

export = (t: Suite) => {
	t.it("answers the message as the place itself", () => {
		expect(new LocalVoices(() => ({ persona: "" }), FIRST).reply(ask("n"))).toEqual({
			messageId: "m",
			npcId: "n",
			clusterId: "c",
			content: "Hello, Robin.",
			priority: "normal",
			action: "none",
			generatedBy: "local",
			byModel: false,
			via: "local",
		});
	});
	t.it("lets no NPC repeat itself, though another may say the same", () => {
		const voices = new LocalVoices(() => ({ persona: "" }), FIRST);
		const [first, second, third] = [ask("a"), ask("a"), ask("a")].map(
			(message) => voices.reply(message).content,
		);
		expect(second !== first).toBe(true);
		expect(third).toBe(first!);
		expect(voices.reply(ask("b")).content).toBe(first!);
	});
	t.it("forgets what an NPC said", () => {
		const voices = new LocalVoices(() => ({ persona: "" }), FIRST);
		const { content } = voices.reply(ask("a"));
		voices.forget("a");
		expect(voices.reply(ask("a")).content).toBe(content);
	});
	t.it("has nothing to say for who has gone", () => {
		expect(new LocalVoices(() => undefined, FIRST).reply(ask("a")).content).toBe("");
	});
};
