import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Trial } from "./trial";

export = (t: Suite) => {
	t.it("asks for nothing while none are under suspicion", () => {
		expect(new Trial().size()).toBe(0);
	});
	t.it("ends where none were left to try", () => {
		const trial = new Trial();
		trial.begin(5);
		trial.cleared(0);
		expect(trial.size()).toBe(0);
	});
	t.property("finds exactly the bad ones, in few requests", 300, (random) => {
		const events: boolean[] = [];
		for (const _ of $range(1, random.integer(1, 60))) events.push(random.chance(0.05));
		const bad = events.filter((isBad) => isBad).size();
		const size = events.size();
		const trial = new Trial();
		trial.begin(size);
		let from = 0;
		let found = 0;
		let requests = 0;
		while (trial.size() > 0) {
			requests += 1;
			const count = trial.size();
			expect(from + count).toBeAtMost(size);
			let refused = false;
			for (const i of $range(from, from + count - 1)) refused = refused || events[i]!;
			if (!refused) {
				trial.cleared(count);
				from += count;
			} else if (trial.refused()) {
				expect(events[from]!, "the one that is given up").toBe(true);
				found += 1;
				from += 1;
			}
		}
		expect(from).toBe(size);
		expect(found).toBe(bad);
		expect(requests).toBeAtMost(2 * (bad + 1) * (math.ceil(math.log(size + 1, 2)) + 1));
	});
};
