import type { Db } from '../database/pool';
import { findOrInsertUser, linkOwner } from './clients';
import type { CustomFieldType } from './custom-fields';

export interface NewDepartment {
  name: string;
  description?: string;
  email?: string;
  preventClientClosure?: boolean;
}

export async function insertDepartment(db: Db, department: NewDepartment): Promise<number> {
  return insertedId(
    await db.query(
      `insert into departments (name, description, email, prevent_client_closure, sort_order)
       values ($1, $2, $3, $4, (select coalesce(max(sort_order), 0) + 1 from departments)) returning id`,
      [department.name, department.description ?? '', department.email ?? '', department.preventClientClosure ?? false],
    ),
  );
}

export const listDepartments = (
  db: Db,
): Promise<{ id: number; name: string; email: string; preventClientClosure: boolean }[]> =>
  db.query(
    `select id, name, email, prevent_client_closure as "preventClientClosure" from departments order by sort_order, id`,
  );

export interface NewCustomField {
  name: string;
  type: CustomFieldType;
  departmentId?: number;
  pattern?: string;
  required?: boolean;
  staffOnly?: boolean;
  /** Names of options, for the types that have some; those of a hierarchy as paths, `Hosting>Shared`. */
  options?: string[];
}

/** Inserts a custom field with its options. */
export async function insertCustomField(db: Db, field: NewCustomField): Promise<number> {
  const id = insertedId(
    await db.query(
      `insert into custom_fields (name, type, department_id, pattern, required, staff_only, sort_order)
       values ($1, $2, $3, $4, $5, $6, (select coalesce(max(sort_order), 0) + 1 from custom_fields)) returning id`,
      [
        field.name,
        field.type,
        field.departmentId ?? null,
        field.pattern ?? null,
        field.required ?? false,
        field.staffOnly ?? false,
      ],
    ),
  );
  await insertOptions(db, id, field.type === 'hierarchy', field.options ?? []);
  return id;
}

async function insertOptions(db: Db, fieldId: number, isHierarchy: boolean, paths: string[]): Promise<void> {
  const inserted = new Map<string, number>();
  for (const path of paths) {
    const names = isHierarchy ? path.split('>').map((name) => name.trim()) : [path];
    let parentId: number | null = null;
    for (const [level, name] of names.entries()) {
      const key = names.slice(0, level + 1).join('>');
      let id: number | undefined = inserted.get(key);
      id ??= insertedId(
        await db.query(
          `insert into custom_field_options (field_id, parent_id, name, sort_order) values ($1, $2, $3, $4) returning id`,
          [fieldId, parentId, name, inserted.size + 1],
        ),
      );
      inserted.set(key, id);
      parentId = id;
    }
  }
}

export const listAllCustomFields = (
  db: Db,
): Promise<{ id: number; name: string; type: string; department: string; required: boolean; options: string[] }[]> =>
  db.query(
    `select f.id, f.name, f.type, coalesce(d.name, '') as department, f.required,
       array(select o.name from custom_field_options o where o.field_id = f.id order by o.sort_order, o.id) as options
     from custom_fields f left join departments d on d.id = f.department_id order by f.sort_order, f.id`,
  );

export interface NewClient {
  firstName: string;
  lastName: string;
  company?: string;
  email: string;
  phone?: string;
}

/** Inserts a client with the user who owns the account; a user who exists with that address becomes the owner. */
export async function insertClient(db: Db, client: NewClient): Promise<{ clientId: number; userId: number }> {
  const clientId = insertedId(
    await db.query(
      'insert into clients (first_name, last_name, company, email, phone) values ($1, $2, $3, $4, $5) returning id',
      [client.firstName, client.lastName, client.company ?? '', client.email, client.phone ?? ''],
    ),
  );
  const { userId } = await findOrInsertUser(db, { ...client, passwordHash: null });
  linkOwner(db, clientId, userId);
  return { clientId, userId };
}

export async function insertContact(
  db: Db,
  clientId: number,
  contact: { firstName: string; lastName: string; email: string },
): Promise<number> {
  return insertedId(
    await db.query(
      'insert into contacts (client_id, first_name, last_name, email) values ($1, $2, $3, $4) returning id',
      [clientId, contact.firstName, contact.lastName, contact.email],
    ),
  );
}

export async function insertService(db: Db, clientId: number, name: string): Promise<number> {
  return insertedId(
    await db.query('insert into services (client_id, name) values ($1, $2) returning id', [clientId, name]),
  );
}

export async function insertDomain(db: Db, clientId: number, name: string): Promise<number> {
  return insertedId(
    await db.query('insert into domains (client_id, name) values ($1, $2) returning id', [clientId, name]),
  );
}

function insertedId(rows: unknown[]): number {
  const [row] = rows as { id: number }[];
  if (row === undefined) throw new Error('an insert returned no row');
  return row.id;
}

/** @returns the category's id, or undefined when there is no such parent. */
export async function insertCategory(db: Db, name: string, parentId: number | null): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    `insert into categories (name, parent_id, sort_order)
     select $1, $2, (select coalesce(max(sort_order), 0) + 1 from categories)
     where $2::int is null or exists (select from categories where id = $2) returning id`,
    [name, parentId],
  );
  return row?.id;
}

export const listCategoryRows = (db: Db): Promise<{ id: number; name: string; parentId: number | null }[]> =>
  db.query('select id, name, parent_id as "parentId" from categories order by sort_order, id');
