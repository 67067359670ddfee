/**
 * The layout of an LMDB data file (data version 2, 64-bit, little-endian), as far as it takes to walk it.
 * A page begins with its own number, the transaction that wrote it, flags, and where its free space lies.
 */
export const PAGE_HEADER_BYTES = 24;

const MAGIC = 0xbeefc0de;
const DATA_VERSION = 2;
const NODE_HEADER_BYTES = 8;
const NO_ROOT = 0xffffffffffffffffn;

const BRANCH_PAGE = 0x01;
const LEAF_PAGE = 0x02;
const OVERFLOW_PAGE = 0x04;
const META_PAGE = 0x08;
const KIND_OF_PAGE = BRANCH_PAGE | LEAF_PAGE | OVERFLOW_PAGE | META_PAGE;

const OVERFLOW_NODE = 0x01;
const TREE_NODE = 0x02;
export const TREE_RECORD_BYTES = 48;

/** A B-tree: its root page, if it has one, how many levels lie from there to the leaves, and how many records it holds. */
export interface Tree {
	readonly flags: number;
	readonly depth: number;
	readonly entries: number;
	readonly root: number | undefined;
}

export interface MetaPage {
	readonly pageBytes: number;
	/** How much address space the file was last given. */
	readonly mapBytes: number;
	readonly free: Tree;
	readonly main: Tree;
	readonly lastPage: number;
	readonly transaction: number;
}

export interface BranchNode {
	readonly key: Buffer;
	readonly child: number;
}

export interface LeafNode {
	readonly key: Buffer;
	/** What the node holds in place, or where its overflow pages begin and how many they are. */
	readonly data: Buffer | { readonly page: number; readonly pages: number };
	readonly isTree: boolean;
}

export type TreePage =
	| { readonly kind: "branch"; readonly nodes: readonly BranchNode[] }
	| { readonly kind: "leaf"; readonly nodes: readonly LeafNode[] };

/** The file is not what LMDB wrote. */
export class PageDamage extends Error {
	override readonly name = "PageDamage";
}

export function expectSound(condition: boolean, damage: string): asserts condition {
	if (!condition) throw new PageDamage(damage);
}

/** One of the two heads of the file; commits write them in turn. */
export function readMeta(page: Buffer, number: number): MetaPage {
	expectSound((page.readUInt16LE(18) & KIND_OF_PAGE) === META_PAGE, `page ${number} is no meta page`);
	expectSound(page.readUInt32LE(24) === MAGIC, `meta page ${number} has another magic number`);
	expectSound((page.readUInt32LE(28) & 0xffff) === DATA_VERSION, `meta page ${number} has another version`);
	return {
		pageBytes: page.readUInt32LE(48),
		mapBytes: readCount(page, 40),
		free: readTree(page.subarray(48)),
		main: readTree(page.subarray(96)),
		lastPage: readCount(page, 144),
		transaction: readCount(page, 152),
	};
}

export function readTree(record: Buffer): Tree {
	const root = record.readBigUInt64LE(40);
	return {
		flags: record.readUInt16LE(4),
		depth: record.readUInt16LE(6),
		entries: readCount(record, 32),
		root: root === NO_ROOT ? undefined : Number(root),
	};
}

export function readCount(bytes: Buffer, at: number): number {
	return Number(bytes.readBigUInt64LE(at));
}

/** Checks what every page says of itself. */
export function checkHeader(page: Buffer, number: number, meta: MetaPage): void {
	expectSound(readCount(page, 0) === number, `page ${number} says it is another`);
	expectSound(readCount(page, 8) <= meta.transaction, `page ${number} is younger than the file`);
}

export function checkOverflow(page: Buffer, number: number): void {
	expectSound((page.readUInt16LE(18) & KIND_OF_PAGE) === OVERFLOW_PAGE, `page ${number} is no overflow page`);
}

/** A page of a tree, with all that it points to inside of its bounds. */
export function readTreePage(page: Buffer, number: number): TreePage {
	const kind = page.readUInt16LE(18) & KIND_OF_PAGE;
	const lower = page.readUInt16LE(20);
	const upper = page.readUInt16LE(22);
	const room = page.length - PAGE_HEADER_BYTES;
	expectSound(lower % 2 === 0 && lower <= upper && upper <= room, `page ${number} has no sound bounds`);
	const starts = Array.from({ length: lower >> 1 }, (_, index) => {
		const start = page.readUInt16LE(PAGE_HEADER_BYTES + 2 * index);
		const isInside = start >= upper && start + NODE_HEADER_BYTES <= room;
		expectSound(isInside, `page ${number} points outside of itself`);
		return PAGE_HEADER_BYTES + start;
	});
	if (kind === BRANCH_PAGE) return { kind: "branch", nodes: starts.map((at) => readBranch(page, at)) };
	expectSound(kind === LEAF_PAGE, `page ${number} is no page of a tree`);
	return { kind: "leaf", nodes: starts.map((at) => readLeaf(page, at)) };
}

function readBranch(page: Buffer, at: number): BranchNode {
	const child =
		page.readUInt16LE(at) + page.readUInt16LE(at + 2) * 2 ** 16 + page.readUInt16LE(at + 4) * 2 ** 32;
	return { key: readKey(page, at), child };
}

function readLeaf(page: Buffer, at: number): LeafNode {
	const flags = page.readUInt16LE(at + 4);
	const key = readKey(page, at);
	const start = at + NODE_HEADER_BYTES + key.length;
	const isOverflow = (flags & OVERFLOW_NODE) !== 0;
	const bytes = isOverflow ? 24 : page.readUInt32LE(at);
	expectSound(start + bytes <= page.length, "a record runs over the end of its page");
	const data = page.subarray(start, start + bytes);
	return {
		key,
		data: isOverflow ? { page: readCount(data, 0), pages: readCount(data, 16) } : data,
		isTree: (flags & TREE_NODE) !== 0,
	};
}

function readKey(page: Buffer, at: number): Buffer {
	const start = at + NODE_HEADER_BYTES;
	const end = start + page.readUInt16LE(at + 6);
	expectSound(end <= page.length, "a key runs over the end of its page");
	return page.subarray(start, end);
}
