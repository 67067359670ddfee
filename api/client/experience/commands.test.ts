import { describe, expect, it } from "vitest";
import { createManualClock } from "../../test/stand-in/manual-clock.js";
import { createCommands } from "./commands.js";

function setUp() {
	const clock = createManualClock();
	const commands = createCommands({ clock, random: () => 0.5 });
	const sent: unknown[] = [];
	const connect = (): void => commands.connected((text) => sent.push(JSON.parse(text)));
	const ask = (id: string) => commands.ask(id, { type: "ping" }, (answer) => answer.type);
	return { clock, commands, sent, connect, ask };
}

const busy = (id: string) => ({ type: "error", code: "rate_limited", message: "Slowly.", id }) as const;
const accepted = (id: string) => ({ type: "chat_accepted", id, messageId: "m" }) as const;

describe("createCommands", () => {
	it("[XP8] sends what is unanswered through each connection, in its order, until it is answered", async () => {
		const { commands, sent, connect, ask } = setUp();
		const [a, b] = [ask("a"), ask("b")];
		expect(sent).toEqual([]);
		connect();
		expect(sent).toEqual([
			{ type: "ping", id: "a" },
			{ type: "ping", id: "b" },
		]);
		expect(commands.answer(accepted("a"))).toBe(true);
		expect(await a).toBe("chat_accepted");
		commands.disconnected();
		void ask("c").catch(() => undefined);
		connect();
		expect(sent.slice(2)).toEqual([
			{ type: "ping", id: "b" },
			{ type: "ping", id: "c" },
		]);
		commands.answer(accepted("b"));
		expect(await b).toBe("chat_accepted");
		expect(commands.answer(accepted("b"))).toBe(false);
	});

	it("[XP8] refuses a second command under an id that is under way", async () => {
		const { ask, commands } = setUp();
		const first = ask("a");
		await expect(ask("a")).rejects.toMatchObject({ code: "repeated" });
		commands.answer(accepted("a"));
		expect(await first).toBe("chat_accepted");
	});

	it("[XP14] asks six times with growing pauses, then believes it", async () => {
		const { clock, commands, sent, connect, ask } = setUp();
		connect();
		const asked = ask("a");
		for (const wait of [500, 1000, 2000, 4000, 8000]) {
			commands.answer(busy("a"));
			clock.advance(wait - 1);
			const before = sent.length;
			clock.advance(1);
			expect(sent).toHaveLength(before + 1);
		}
		commands.answer(busy("a"));
		await expect(asked).rejects.toMatchObject({ code: "rate_limited", message: "Slowly." });
		expect(clock.pending()).toBe(0);
	});

	it("[XP14] waits out its pause through a reconnect", () => {
		const { clock, commands, sent, connect, ask } = setUp();
		connect();
		void ask("a").catch(() => undefined);
		commands.answer(busy("a"));
		commands.disconnected();
		connect();
		expect(sent).toHaveLength(1);
		clock.advance(500);
		expect(sent).toHaveLength(2);
	});

	it("[XP17] rejects everything that waits, and leaves no timer", async () => {
		const { clock, commands, connect, ask } = setUp();
		connect();
		const [a, b] = [ask("a"), ask("b")];
		commands.answer(busy("a"));
		commands.failAll("closed", "Enough.");
		await expect(a).rejects.toMatchObject({ code: "closed" });
		await expect(b).rejects.toMatchObject({ code: "closed", message: "Enough." });
		expect(clock.pending()).toBe(0);
	});
});
