import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { buildFrame } from "./frame";

export = (t: Suite) => {
	t.it("keeps order and pairs ids with positions", () => {
		const builder = buildFrame(100);
		builder.put("a", 1, 2, 3);
		builder.put("b", -4, 0, 5.5);
		expect(builder.finish()).toEqual({
			frame: { at: 100, ids: ["a", "b"], xs: [1, -4], ys: [2, 0], zs: [3, 5.5] },
			unplaced: [],
		});
	});

	t.it("leaves out and names who has no finite place", () => {
		const builder = buildFrame(100);
		builder.put("nan", 0 / 0, 0, 0);
		builder.put("up", 0, math.huge, 0);
		builder.put("down", 0, 0, -math.huge);
		builder.put("here", 0, 0, 0);
		const { frame, unplaced } = builder.finish();
		expect(frame.ids).toEqual(["here"]);
		expect(unplaced).toEqual(["nan", "up", "down"]);
	});
};
