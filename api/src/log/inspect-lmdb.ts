import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import {
	checkHeader,
	checkOverflow,
	expectSound,
	PageDamage,
	readCount,
	readMeta,
	readTree,
	readTreePage,
	TREE_RECORD_BYTES,
	type LeafNode,
	type MetaPage,
	type Tree,
} from "./lmdb-pages.js";

/** `changing`: another process committed while the file was read, so nothing can be said of it. */
export type Inspection =
	{ readonly kind: "sound" | "changing" } | { readonly kind: "damaged"; readonly damage: string };

/** Flags that say how a tree is ordered; those of the free list hold settings of the whole file besides. */
const KIND_OF_TREE = 0xff;
/** The free list's keys are numbers; as a tree of any other kind it ends the process. */
const NUMBERED = 8;
/** What a processor can address; a file that asks for more has a garbled head. */
const MAX_MAP_BYTES = 2 ** 47;
const MIN_PAGE_BYTES = 512;
const MAX_PAGE_BYTES = 65_536;

/**
 * Walks every page that an LMDB file's latest commit reaches. The engine maps the file into memory and
 * trusts it: a cut or garbled one ends the process or answers nonsense, so it is looked at before it is
 * opened. Records are not judged here; they carry their own seals.
 */
export function inspectLmdb(path: string): Inspection {
	const file = openSync(path, "r");
	try {
		const before = readMetas(file);
		try {
			walkFile(file, before);
			return { kind: "sound" };
		} catch (error) {
			// Pages that a commit left behind are written over only after a later commit.
			const isChanging = newest(readMetas(file)).transaction !== newest(before).transaction;
			if (isChanging) return { kind: "changing" };
			throw error;
		}
	} catch (error) {
		if (error instanceof PageDamage) return { kind: "damaged", damage: error.message };
		throw error;
	} finally {
		closeSync(file);
	}
}

type Metas = readonly [MetaPage, MetaPage];

function newest([first, second]: Metas): MetaPage {
	return first.transaction > second.transaction ? first : second;
}

function readMetas(file: number): Metas {
	const first = readMeta(readBytes(file, 0, MIN_PAGE_BYTES), 0);
	const { pageBytes } = first;
	const isSize = pageBytes >= MIN_PAGE_BYTES && pageBytes <= MAX_PAGE_BYTES && pageBytes % 2 === 0;
	expectSound(isSize, "the page size is none");
	const second = readMeta(readBytes(file, pageBytes, MIN_PAGE_BYTES), 1);
	expectSound(second.pageBytes === pageBytes, "the meta pages differ in page size");
	return [first, second];
}

function readBytes(file: number, at: number, length: number): Buffer {
	const bytes = Buffer.allocUnsafe(length);
	expectSound(readSync(file, bytes, 0, length, at) === length, "the file ends too early");
	return bytes;
}

function walkFile(file: number, metas: Metas): void {
	const meta = newest(metas);
	// Commit n writes meta page n modulo 2; a fresh file has 0 and 1.
	const areInTurn = metas.every(({ transaction }, index) => transaction % 2 === index);
	const areNeighbours = Math.abs(metas[0].transaction - metas[1].transaction) === 1;
	expectSound(areInTurn && areNeighbours, "the meta pages do not follow one another");
	// Settings of the whole file are kept there, and never change.
	expectSound(metas[0].free.flags === metas[1].free.flags, "the meta pages differ in settings");
	const hasRoom = (meta.lastPage + 1) * meta.pageBytes <= meta.mapBytes && meta.mapBytes <= MAX_MAP_BYTES;
	expectSound(hasRoom, "the file's size is none");
	new TreeWalk(file, meta).run();
}

class TreeWalk {
	private readonly reached = new Set<number>([0, 1]);
	private lastKey: Buffer | undefined;
	private floor: Buffer | undefined;

	constructor(
		private readonly file: number,
		private readonly meta: MetaPage,
	) {}

	run(): void {
		const trees: Tree[] = [];
		this.walk(this.meta.main, true, (node) => {
			if (!node.isTree) return;
			expectSound(
				Buffer.isBuffer(node.data) && node.data.length === TREE_RECORD_BYTES,
				"a tree's record is none",
			);
			trees.push(readTree(node.data));
		});
		for (const tree of trees) this.walk(tree, true);
		const free: Buffer[] = [];
		this.walk(this.meta.free, false, ({ data }) => free.push(this.bytesOf(data)));
		for (const list of free) this.checkFree(list);
	}

	/** `isOrdered`: keys are in the order of their bytes (those of the free list are numbers). */
	private walk(tree: Tree, isOrdered: boolean, visit: (node: LeafNode) => void = () => undefined): void {
		const isOfItsKind = isOrdered ? tree.flags === 0 : (tree.flags & KIND_OF_TREE) === NUMBERED;
		expectSound(isOfItsKind, "a tree is of another kind");
		this.lastKey = undefined;
		this.floor = undefined;
		let entries = 0;
		const descend = (number: number, depth: number): void => {
			const page = readTreePage(this.page(number), number);
			expectSound((page.kind === "leaf") === (depth === tree.depth), "a tree's leaves are not level");
			if (page.kind === "branch") {
				page.nodes.forEach(({ key, child }, index) => {
					if (isOrdered && index > 0) this.checkSeparator(key);
					descend(child, depth + 1);
				});
				return;
			}
			for (const node of page.nodes) {
				if (isOrdered) this.checkKey(node.key);
				if (!Buffer.isBuffer(node.data)) this.checkOverflowPages(node.data);
				entries += 1;
				visit(node);
			}
		};
		if (tree.root !== undefined) descend(tree.root, 1);
		expectSound(entries === tree.entries, `a tree holds ${entries} records, not ${tree.entries}`);
	}

	private page(number: number): Buffer {
		this.reach(number, 1);
		const page = readBytes(this.file, number * this.meta.pageBytes, this.meta.pageBytes);
		checkHeader(page, number, this.meta);
		return page;
	}

	private reach(from: number, count: number): void {
		expectSound(
			from >= 2 && count > 0 && from + count - 1 <= this.meta.lastPage,
			`page ${from} does not exist`,
		);
		for (let number = from; number < from + count; number++) {
			expectSound(!this.reached.has(number), `page ${number} is used twice`);
			this.reached.add(number);
		}
	}

	private checkOverflowPages({ page, pages }: { page: number; pages: number }): void {
		const { pageBytes } = this.meta;
		const fileBytes = fstatSync(this.file).size;
		expectSound(pages > 0 && (page + pages) * pageBytes <= fileBytes, "the file ends inside a record");
		this.reach(page, pages);
		const head = readBytes(this.file, page * pageBytes, pageBytes);
		checkHeader(head, page, this.meta);
		checkOverflow(head, page);
	}

	private bytesOf(data: LeafNode["data"]): Buffer {
		if (Buffer.isBuffer(data)) return data;
		const { pageBytes } = this.meta;
		return readBytes(this.file, data.page * pageBytes, data.pages * pageBytes).subarray(24);
	}

	private checkSeparator(key: Buffer): void {
		expectSound(!this.lastKey || key.compare(this.lastKey) > 0, "the keys of a tree are out of order");
		this.floor = key;
	}

	private checkKey(key: Buffer): void {
		const isAfter = !this.lastKey || key.compare(this.lastKey) > 0;
		expectSound(
			isAfter && (!this.floor || key.compare(this.floor) >= 0),
			"the keys of a tree are out of order",
		);
		this.lastKey = key;
	}

	/** A count, then page numbers; a negative number is a length, for the run of pages that begins at the next. */
	private checkFree(list: Buffer): void {
		const count = readCount(list, 0);
		expectSound((count + 1) * 8 <= list.length, "a free list is longer than its record");
		for (let index = 1; index <= count; index++) {
			const value = Number(list.readBigInt64LE(8 * index));
			if (value === 0) continue;
			const isRun = value < 0 && index < count;
			if (isRun) index += 1;
			const from = isRun ? Number(list.readBigInt64LE(8 * index)) : value;
			for (let number = from; number < from + (isRun ? -value : 1); number++) {
				expectSound(number <= this.meta.lastPage, `free page ${number} does not exist`);
				expectSound(!this.reached.has(number), `page ${number} is both free and used`);
			}
		}
	}
}
