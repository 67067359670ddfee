import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createChatIntake } from "./chat-intake";

const config = { maxChatCharacters: 10, chatLinesPerMinute: 60, chatBurst: 3 };

function intake(changes: Partial<typeof config> = {}) {
	const made = createChatIntake({ ...config, ...changes });
	let count = 0;
	const say = (text: string, now = 0, userId = 7) => {
		count += 1;
		return made.take({ id: `m${count}`, userId, text }, now);
	};
	return { ...made, say };
}

export = (t: Suite) => {
	t.it("hears a message once, however many players it is delivered to", () => {
		const { take } = intake();
		const message = { id: "m1", userId: 7, text: "hello" };
		expect(take(message, 0)).toBe("hello");
		expect(take(message, 0)).toBe(undefined);
		expect(take({ ...message, id: "m2" }, 0)).toBe("hello");
	});

	t.it("knows repetitions of several players who speak at once", () => {
		const { take } = intake();
		expect(take({ id: "m1", userId: 7, text: "hello" }, 0)).toBe("hello");
		expect(take({ id: "m2", userId: 8, text: "hi" }, 0)).toBe("hi");
		expect(take({ id: "m1", userId: 7, text: "hello" }, 0)).toBe(undefined);
		expect(take({ id: "m2", userId: 8, text: "hi" }, 0)).toBe(undefined);
	});

	t.it("makes one line without space around it", () => {
		const { say } = intake({ chatBurst: 10 });
		expect(say("  hello ")).toBe("hello");
		expect(say("a\r\n\tb")).toBe("a b");
		expect(say("\n")).toBe(undefined);
		expect(say("   ")).toBe(undefined);
		expect(say("")).toBe(undefined);
	});

	t.it("cuts between characters, not within them", () => {
		const { say } = intake({ maxChatCharacters: 3, chatBurst: 10 });
		expect(say("abc")).toBe("abc");
		expect(say("abcd")).toBe("abc");
		expect(say("äöüß")).toBe("äöü");
		expect(say("日本語です")).toBe("日本語");
	});

	t.it("leaves out what is no text", () => {
		expect(intake().say("\xff\xfe")).toBe(undefined);
	});

	t.it("hears no more of one player than the rate, and the others all the same", () => {
		const { say } = intake();
		for (const _ of $range(1, 3)) expect(say("hello")).toBe("hello");
		expect(say("hello")).toBe(undefined);
		expect(say("hello", 0, 8)).toBe("hello");
		expect(say("hello", 1.1)).toBe("hello");
	});

	t.it("does not count what says nothing", () => {
		const { say } = intake();
		for (const _ of $range(1, 20)) expect(say(" ")).toBe(undefined);
		expect(say("hello")).toBe("hello");
	});

	t.it("keeps nothing of a player who has left", () => {
		const { say, forget, take } = intake();
		for (const _ of $range(1, 4)) say("hello");
		forget(7);
		expect(say("hello")).toBe("hello");
		forget(7);
		expect(take({ id: "m5", userId: 7, text: "again" }, 0)).toBe("again");
	});

	t.property("gives short, clean, valid lines or none", 300, (random) => {
		const { say } = intake({ chatBurst: 100 });
		const alphabet = ["a", " ", "\n", "é", "語", "🙂", "\t", "\0", "<b>"];
		let text = "";
		for (const _ of $range(0, random.integer(0, 30))) text += random.pick(alphabet);
		const line = say(text);
		if (line === undefined) return;
		const [length] = utf8.len(line);
		expect(length!).toBeAtMost(config.maxChatCharacters);
		expect(length!).toBeAtLeast(1);
		expect(string.find(line, "[%c]")[0]).toBe(undefined);
		expect(string.sub(line, 1, 1) !== " ").toBe(true);
	});
};
