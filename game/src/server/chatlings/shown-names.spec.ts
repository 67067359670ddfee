import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { NAMELESS, ShownNames } from "./shown-names";

/** Names whose filter answers when `work` is called. */
function rig(filter: (text: string, userId: string) => string | undefined) {
	const asked: string[] = [];
	const work: (() => void)[] = [];
	const names = new ShownNames({
		filter: (text, userId) => {
			asked.push(`${userId} ${text}`);
			return filter(text, userId);
		},
		spawn: (run) => work.push(run),
	});
	return { asked, names, work: () => work.forEach((run) => run()) };
}

export = (t: Suite) => {
	t.it("[CB53] has no name until the filter has let it pass, and asks once", () => {
		const { asked, names, work } = rig((text) => text.upper());
		expect(names.of("1", "Pip")).toBe(undefined);
		expect(names.of("1", "Pip")).toBe(undefined);
		work();
		expect(names.of("1", "Pip")).toBe("PIP");
		expect(asked).toEqual(["1 Pip"]);
	});

	t.it("[CB53] calls one by no name of its own where the filter fails or leaves nothing", () => {
		for (const left of [undefined, ""]) {
			const { names, work } = rig(() => left);
			names.of("1", "Pip");
			work();
			expect(names.of("1", "Pip")).toBe(NAMELESS);
		}
	});

	t.it("puts what it is told in the place of other texts that cannot be shown", () => {
		const names = new ShownNames({ filter: () => undefined, spawn: (run) => run(), nameless: "…" });
		names.of("1", "Long bow");
		expect(names.of("1", "Long bow")).toBe("…");
	});

	t.it("[CB53] asks for each player in their own name, and anew after they have gone", () => {
		const { asked, names, work } = rig((text) => text);
		names.of("1", "Pip");
		names.of("2", "Pip");
		work();
		names.forget("1");
		expect(names.of("1", "Pip")).toBe(undefined);
		expect(names.of("2", "Pip")).toBe("Pip");
		expect(asked).toEqual(["1 Pip", "2 Pip"]);
	});

	t.it("[CB53] lets an answer come late that nobody waits for", () => {
		const { names, work } = rig((text) => text);
		names.of("1", "Pip");
		names.forget("1");
		work();
		expect(names.of("1", "Pip")).toBe(undefined);
	});
};
