import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { TalkRig } from "../../../test/backend/talk-rig";
import type { MessagesWire } from "../../shared/wire";

const told = (rig: TalkRig) => rig.backend.lines.map(({ id }) => id);
const times = (rig: TalkRig) => rig.line.requests("/v1/messages").map(({ at }) => at);

export = (t: Suite) => {
	t.it("lets lines gather for a second, and the urgent go at once", () => {
		const rig = new TalkRig();
		rig.run(4);
		rig.say();
		rig.run(0.5);
		rig.say();
		rig.say();
		rig.run(2);
		expect(times(rig).size()).toBe(2);
		expect(times(rig)[1]! - times(rig)[0]!).toBe(1);
		rig.run(2);
		rig.say();
		rig.run(0.25);
		rig.ask("n1");
		rig.run(0.5);
		expect(times(rig)[3]! - times(rig)[2]!).toBeAtMost(0.5);
	});
	t.it("keeps one request in flight and tells what came meanwhile in the next", () => {
		const rig = new TalkRig();
		rig.line.faultRate = 1;
		rig.line.faults = ["slow"];
		rig.run(6);
		const lines = [rig.say()];
		for (const _ of $range(1, 3)) {
			rig.run(1);
			lines.push(rig.say());
		}
		rig.run(12);
		expect(told(rig)).toEqual(lines);
		expect(times(rig).size()).toBe(2);
		expect(rig.line.violations).toEqual([]);
	});
	t.it("repeats the same bytes until they are taken, and says so in two lines", () => {
		const rig = new TalkRig();
		rig.run(1);
		rig.line.faultRate = 1;
		rig.line.faults = ["lostAfter"];
		const lines = [rig.say()];
		rig.run(40);
		lines.push(rig.say());
		rig.line.faultRate = 0;
		rig.run(40);
		const texts = rig.line.sent.filter(({ request }) => request.path === "/v1/messages");
		const bodies = new Set(texts.map(({ request }) => request.body!));
		expect(texts.size()).toBeAtLeast(4);
		expect(bodies.size()).toBe(2);
		expect(told(rig)).toEqual(lines);
		const talk = rig.logged.filter((text) => text.find("alk ")[0] !== undefined);
		expect(talk.size(), talk.join("; ")).toBe(2);
		expect(talk[1]).toBe("info: The backend takes talk again.");
	});
	t.it("finds the one line that the backend refuses, and tells all others", () => {
		const rig = new TalkRig();
		const lines: string[] = [];
		for (const _ of $range(1, 20)) lines.push(rig.say());
		const bad = lines[13]!;
		rig.backend.poison.add(bad);
		rig.run(30);
		expect(told(rig)).toEqual(lines.filter((id) => id !== bad));
		expect(rig.mind.stats().linesSetAside).toBe(1);
		expect(rig.logged.size()).toBe(1);
		expect(rig.logged[0]!.find(`error: The line ${bad} is not told`, 1, true)[0]).toBe(1);
	});
	t.it("sets aside what cannot be encoded, and lets a question go another way", () => {
		const rig = new TalkRig();
		rig.run(1);
		rig.mind.spoken({
			id: "bad",
			clusterId: "c",
			speaker: { id: "7", name: "Robin", type: "player" },
			content: "",
			at: 0 / 0,
			heardBy: [],
			overheardBy: [],
		});
		expect(rig.mind.stats().linesSetAside).toBe(1);
		const line = rig.say();
		rig.run(3);
		expect(told(rig)).toEqual([line]);
	});
	t.it("sends no more than it should in one request", () => {
		const rig = new TalkRig(undefined, { maxTalkPerRequest: 8 });
		const lines: string[] = [];
		for (const _ of $range(1, 20)) lines.push(rig.say());
		rig.run(10);
		expect(told(rig)).toEqual(lines);
		const counts = rig.line.bodies<MessagesWire>("/v1/messages").map((body) => body.lines!.size());
		expect(counts).toEqual([8, 8, 4]);
	});
	t.it("never drops a line without a word", () => {
		const rig = new TalkRig(undefined, { maxTalkWaiting: 5 });
		rig.run(1);
		rig.line.isDown = true;
		const lines: string[] = [];
		for (const _ of $range(1, 3)) lines.push(rig.say());
		rig.run(2);
		for (const _ of $range(1, 9)) lines.push(rig.say());
		rig.line.isDown = false;
		rig.run(60);
		expect(told(rig), "three on their way, and the newest").toEqual(
			lines.filter((_, i) => i < 3 || i >= lines.size() - 5),
		);
		expect(rig.mind.stats().linesDropped).toBe(4);
		const words = rig.logged.filter((text) => text.find("is given up", 1, true)[0] !== undefined);
		expect(words).toEqual([`error: Too much talk waits to be told: line ${lines[3]} is given up`]);
	});
	t.it("waits as long as it is asked to, and does not press on by another door", () => {
		const rig = new TalkRig();
		rig.run(1);
		rig.line.faultRate = 1;
		rig.line.faults = ["http429"];
		rig.ask("n1", "background");
		rig.run(1.5);
		expect(times(rig).size()).toBe(1);
		rig.ask("n2", "background");
		rig.run(3);
		expect(rig.mind.stats().directCalls).toBe(0);
		expect(times(rig).size()).toBeAtMost(3);
	});
	t.it("tries again at the cap where the key is wrong, and says why", () => {
		const rig = new TalkRig();
		rig.backend.take = () => ({ status: 401, body: undefined });
		rig.say();
		rig.run(100);
		expect(times(rig).size()).toBe(4);
		expect(rig.logged[0]!.find("EARSHOT_API_KEY", 1, true)[0] !== undefined).toBe(true);
	});
};
