import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { holdingUp, readyToGive } from "./reply-order";
import type { Asking } from "./reply-order";

/** `a1@5` asks NPC `a`, and its reply came at 5; `a2` has none yet. */
function asking(text: string): Asking[] {
	return text.split(" ").map((part) => {
		const [id, at] = part.split("@");
		const repliedAt = at === undefined ? undefined : tonumber(at);
		const message = { id: id!, npcId: id!.sub(1, 1) };
		if (repliedAt === undefined) return { message };
		const about = { messageId: id!, npcId: message.npcId, clusterId: "c", content: "x" };
		const how = {
			priority: "normal",
			action: "none",
			generatedBy: "s",
			byModel: false,
			via: "queue",
		} as const;
		return { message, reply: { ...about, ...how }, repliedAt };
	});
}

const ids = (all: readonly Asking[]) => all.map(({ message }) => message.id).join(" ");

export = (t: Suite) => {
	t.it("gives nothing of an NPC before what it was asked before", () => {
		expect(ids(readyToGive(asking("a1@1 a2@2 b1 b2@1 a3 a4@1 c1@9")))).toBe("a1 a2 c1");
		expect(ids(readyToGive(asking("a1 a2@1")))).toBe("");
	});
	t.it("finds what has kept a later reply waiting for too long", () => {
		const all = asking("a1 b1 a2 a3@4 b2@6 a4 c1");
		expect(ids(holdingUp(all, 3))).toBe("");
		expect(ids(holdingUp(all, 4))).toBe("a2 a1");
		expect(ids(holdingUp(all, 6))).toBe("a2 b1 a1");
	});
	t.property(
		"gives all of each NPC up to its first missing one, and holds up none that is behind",
		300,
		(random) => {
			const parts: string[] = [];
			for (const i of $range(1, random.integer(1, 14))) {
				parts.push(
					`${random.pick(["a", "b", "c"])}${i}${random.chance(0.6) ? `@${random.integer(0, 9)}` : ""}`,
				);
			}
			const all = asking(parts.join(" "));
			const ready = new Set(readyToGive(all));
			const late = new Set(holdingUp(all, 5));
			all.forEach((one, i) => {
				const isOwn = ({ message }: Asking) => message.npcId === one.message.npcId;
				const isMissingBefore = all.some((other, k) => k <= i && isOwn(other) && other.reply === undefined);
				expect(ready.has(one)).toBe(!isMissingBefore);
				const keepsWaiting = all.some((other, k) => k > i && isOwn(other) && (other.repliedAt ?? 99) <= 5);
				expect(late.has(one)).toBe(one.reply === undefined && keepsWaiting);
			});
		},
	);
};
