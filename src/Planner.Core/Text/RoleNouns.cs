using System.Collections.Frozen;

namespace Planner.Text;

/// <summary>Nouns that stand for a person or firm by its part in a matter ("tenant", "исполнитель"), in any form of the word.</summary>
public static class RoleNouns
{
    private static readonly FrozenSet<string> Stems = """
        tenant landlord landlady lessee lessor owner resident buyer purchaser seller vendor supplier customer client contractor subcontractor consultant employee employer worker lender borrower debtor creditor
        guarantor insurer payer payee applicant plaintiff defendant claimant respondent party company firm bank member director manager chairman chairwoman treasurer secretary president mayor minister judge doctor
        teacher engineer accountant lawyer agent driver guest passenger patient student parent author user subscriber shareholder partner operator carrier sender recipient visitor household
        арендатор арендодатель наниматель наймодатель собственник владелец жилец житель покупатель продавец поставщик заказчик клиент подрядчик субподрядчик исполнитель работник сотрудник работодатель займодавец
        заёмщик должник кредитор поручитель страховщик плательщик заявитель истец ответчик сторона компания фирма банк директор руководитель председатель казначей секретарь президент мэр министр судья врач
        учитель инженер бухгалтер юрист агент водитель гость пассажир пациент студент родитель автор пользователь абонент акционер партнёр оператор перевозчик отправитель получатель участник потребитель
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => Stemmer.Stem(w)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a stem is the stem of a role noun.</summary>
    /// <param name="stem">A stem from <see cref="Stemmer"/>.</param>
    public static bool ContainsStem(string stem) => Stems.Contains(stem);
}
