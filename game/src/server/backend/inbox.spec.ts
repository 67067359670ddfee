import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { InboxRig } from "../../../test/backend/inbox-rig";
import { TALK_FAULTS } from "../../../test/backend/talk-line";

const STREAM = true;

/** Trouble of every kind on the way, and calm at the end. */
function live(rig: InboxRig, random: SeededRandom, { restarts }: { restarts: boolean }): string[] {
	rig.run(1);
	const pushed: string[] = [];
	rig.line.faults = random.shuffled(TALK_FAULTS).filter((_, i) => i < 3);
	rig.line.faultRate = random.pick([0, 0.3, 0.7]);
	rig.run(200, () => {
		if (random.chance(0.03)) for (const _ of $range(1, random.integer(1, 8))) pushed.push(rig.push());
		if (random.chance(0.02)) rig.isAwaited = !rig.isAwaited;
		if (random.chance(0.01)) rig.stream.cut();
		if (random.chance(0.005)) rig.stream.isSilent = !rig.stream.isSilent;
		if (random.chance(0.005)) rig.stream.exists = !rig.stream.exists;
		if (random.chance(0.003)) rig.line.isDown = !rig.line.isDown;
		if (restarts && random.chance(0.004)) {
			rig.stream.cut();
			rig.backend.restart();
		}
	});
	rig.line.faultRate = 0;
	rig.line.isDown = false;
	rig.stream.isSilent = false;
	rig.isAwaited = true;
	rig.run(90);
	return pushed;
}

export = (t: Suite) => {
	t.it("hands on answers in their order, and polls again while more are awaited", () => {
		const rig = new InboxRig();
		rig.run(1);
		const ids: string[] = [];
		for (const _ of $range(1, 12)) ids.push(rig.push());
		rig.run(3);
		expect(rig.heard).toEqual(ids);
		const times = rig.line.requests("/inbox").map(({ at }) => at);
		for (const i of $range(1, times.size() - 1)) expect(times[i]! - times[i - 1]!).toBeAtLeast(0.5);
	});
	t.it("waits in the address as long as it may, and at the line a little longer", () => {
		const rig = new InboxRig();
		rig.run(1);
		const [first, second] = rig.line.sent;
		expect(first!.request.path).toBe("/v1/servers/server%201/inbox?wait=25");
		expect(second!.request.path).toBe("/v1/servers/server%201/inbox?wait=25&cursor=1%3A0");
		expect(second!.request.timeoutSeconds).toBe(30);
		rig.run(60);
		expect(rig.polls(), "one is held at a time").toBe(4);
	});
	t.it("waits longer after each failure, says so once, and gets what it missed", () => {
		const rig = new InboxRig();
		rig.run(1);
		rig.line.isDown = true;
		const id = rig.push();
		rig.run(1);
		expect(rig.heard).toEqual([id]);
		const missed = rig.push();
		rig.run(300);
		expect(rig.polls()).toBeAtMost(45);
		rig.line.isDown = false;
		rig.run(40);
		expect(rig.heard).toEqual([id, missed]);
		expect(rig.logged.size()).toBe(2);
		expect(rig.logged[1]).toBe("info: Answers can be fetched again.");
	});
	t.it("starts anew where its cursor is worth nothing any more, and says that answers may be missing", () => {
		const rig = new InboxRig();
		rig.run(1);
		rig.push();
		rig.run(30);
		rig.backend.restart();
		rig.run(30);
		const id = rig.push();
		rig.run(30);
		expect(rig.resets).toBe(1);
		expect(rig.heard).toEqual(["m1", id]);
	});
	t.it("streams where there are streams, without a poll", () => {
		const rig = new InboxRig(undefined, STREAM);
		rig.run(1);
		const ids = [rig.push(), rig.push()];
		rig.run(120);
		expect(rig.heard).toEqual(ids);
		expect(rig.polls()).toBe(1);
		expect(rig.stream.opened).toBe(1);
	});
	t.it("polls where the engine has no streams, and tries again once in a while", () => {
		const rig = new InboxRig(undefined, STREAM);
		rig.stream.exists = false;
		rig.run(1);
		const id = rig.push();
		rig.run(3);
		expect(rig.heard).toEqual([id]);
		expect(rig.logged.size()).toBe(1);
		rig.stream.exists = true;
		rig.run(60);
		expect(rig.stream.isOpen()).toBe(true);
		rig.run(60);
		expect(rig.logged.size()).toBe(1);
	});
	t.it("falls back to polls while a stream is lost or silent, and comes back to it", () => {
		for (const silent of [false, true]) {
			const rig = new InboxRig(undefined, STREAM);
			rig.run(2);
			if (silent) rig.stream.isSilent = true;
			else rig.stream.cut();
			const id = rig.push();
			rig.run(silent ? 65 : 2);
			expect(rig.heard).toEqual([id]);
			rig.stream.isSilent = false;
			rig.run(60);
			expect(rig.stream.isOpen()).toBe(true);
			expect(rig.stream.opened).toBe(2);
			expect(rig.stream.violations).toEqual([]);
		}
	});
	t.it("does not listen to a stream that it let go of", () => {
		const rig = new InboxRig(undefined, STREAM);
		rig.run(2);
		rig.stream.isSilent = true;
		rig.run(65);
		rig.stream.isSilent = false;
		rig.run(60);
		rig.stream.haunt("id: 9:9\nevent: reset\ndata: {}\n\n");
		const id = rig.push();
		rig.run(5);
		expect(rig.heard).toEqual([id]);
		expect(rig.resets).toBe(0);
		expect(rig.stream.opened).toBe(2);
	});
	t.it("lets go of everything when it is closed", () => {
		const rig = new InboxRig(undefined, STREAM);
		rig.run(2);
		rig.inbox.close();
		rig.push();
		rig.run(60);
		expect(rig.stream.isOpen()).toBe(false);
		expect(rig.heard).toEqual([]);
		const polling = new InboxRig();
		polling.run(2);
		polling.inbox.close();
		polling.push();
		polling.run(60);
		expect(polling.heard).toEqual([]);
		expect(polling.polls()).toBe(2);
	});
	t.property("loses no answer and repeats none, whatever either transport does", 60, (random) => {
		const rig = new InboxRig(random, random.chance(0.7));
		expect(live(rig, random, { restarts: false })).toEqual(rig.heard);
		expect(rig.resets).toBe(0);
		expect(rig.line.violations).toEqual([]);
		expect(rig.stream.violations).toEqual([]);
	});
	t.property("repeats none and says so where some may be lost, as the backend starts anew", 40, (random) => {
		const rig = new InboxRig(random, random.chance(0.7));
		const pushed = live(rig, random, { restarts: true });
		let index = -1;
		for (const id of rig.heard) {
			const at = pushed.indexOf(id);
			expect(at, `${id} in its place`).toBeAtLeast(index + 1);
			index = at;
		}
		if (rig.heard.size() < pushed.size()) expect(rig.resets).toBeAtLeast(1);
	});
};
