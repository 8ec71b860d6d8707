/** Made by `npm run generate` from schemas/GetClientGroups.json; changes belong there. */

/**
 * List all client groups, ordered by id
 */
export interface GetClientGroups {}

/**
 * What GetClientGroups is called with
 */
export interface GetClientGroupsCall {}

/**
 * What GetClientGroups answers
 */
export interface GetClientGroupsAnswer {
  totalresults: number;
  groups: {
    group: {
      id: number;
      groupname: string;
      groupcolour: string;
      discountpercent: string;
      susptermexempt: string;
      separateinvoices: string;
    }[];
  };
}
