using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

public sealed class TableReconcilerTests
{
    private const string Letter =
        "Under the agreement Maria Lopez must pay 1,250.00 EUR by 15 March 2027, and Tom Becker must pay 480.00 EUR by 1 April 2027. "
        + "Nina Novak shall pay 1.850,00 EUR no later than 1 March 2027. Greta Olsen owes €300 until 1 May 2027.";

    private const string RussianTable = """
        Дата;Плательщик;Сумма
        01.03.2027;Анна Петрова;5 000,00
        10.03.2027;Анна Петрова;7 500,00
        12.03.2027;Иван Сидоров;2 000,00
        """;

    [Theory]
    [InlineData("Maria Lopez", "1250", "1000", ReconciliationVerdict.PartlyPaid, "2027-03-15", "2027-03-03", 2)]
    [InlineData("Tom Becker", "480", "480", ReconciliationVerdict.PaidInFull, "2027-04-01", "2027-02-15", 1)]
    [InlineData("Nina Novak", "1850", "1900", ReconciliationVerdict.Overpaid, "2027-03-01", "2027-03-04", 1)]
    [InlineData("Greta Olsen", "300", "0", ReconciliationVerdict.NothingPaid, "2027-05-01", null, 0)]
    public void Check_Letter_ComparesEachName(
        string name, string stated, string paid, ReconciliationVerdict verdict, string due, string? last, int cells)
    {
        Reconciliation result = TableReconciler.Check(TableSamples.Read("Payments"), Letter);

        result.Problem.ShouldBeEmpty();
        result.Lines.Count.ShouldBe(4);
        ReconciliationLine line = result.Lines.Single(line => line.Name == name);
        line.Stated.ShouldBe(decimal.Parse(stated, System.Globalization.CultureInfo.InvariantCulture));
        line.Paid.ShouldBe(decimal.Parse(paid, System.Globalization.CultureInfo.InvariantCulture));
        line.Verdict.ShouldBe(verdict);
        line.Due.ShouldBe(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        line.LastPaid.ShouldBe(last is null ? null : DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        line.Coordinates.Count.ShouldBe(cells);
        line.Difference.ShouldBe(line.Stated!.Value - line.Paid);
    }

    [Fact]
    public void Check_Letter_NamesColumnsAndCells()
    {
        Reconciliation result = TableReconciler.Check(TableSamples.Read("Payments"), Letter);

        (result.NameColumn, result.AmountColumn, result.DateColumn).ShouldBe(("Name", "Amount", "Date"));
        result.Lines[0].Coordinates.ShouldBe([new(0, 3), new(2, 3)]);
        result.Lines[2].IsLate.ShouldBeTrue();
    }

    [Fact]
    public void Check_RussianText_ComparesEachName()
    {
        Reconciliation result = TableReconciler.Check(
            TableSamples.Parse(RussianTable),
            "Анна Петрова должна заплатить 12 500 рублей до 15 марта 2027 года. Ивану Сидорову необходимо оплатить 3 500,50 руб. до 1 апреля 2027 г. "
            + "Олег Иванович Морозов обязан внести 900 рублей.");

        result.Lines.Select(line => (line.Name, line.Stated, line.Paid, line.Verdict)).ShouldBe(
        [
            ("Анна Петрова", 12500m, 12500m, ReconciliationVerdict.PaidInFull),
            ("Иван Сидоров", 3500.50m, 2000m, ReconciliationVerdict.PartlyPaid),
            ("Олег Иванович Морозов", 900m, 0m, ReconciliationVerdict.NothingPaid),
        ]);
        result.Lines[1].Due.ShouldBe(new DateOnly(2027, 4, 1));
    }

    [Theory]
    [InlineData("MARIA  LOPEZ must pay 1000 EUR.")]
    [InlineData("maria lopez must pay 1000 EUR")]
    [InlineData("Lopez, Maria must pay 1000 EUR")]
    [InlineData("M. Lopez must pay 1000 EUR")]
    [InlineData("María López debe pagar 1.000,00 EUR")]
    [InlineData("A sum of 1,000.00 EUR is due from Maria Lopez.")]
    [InlineData("Maria\nLopez must pay\n1000 EUR")]
    public void Check_NameWrittenOtherwise_IsFound(string text)
    {
        ReconciliationLine line = TableReconciler.Check(TableSamples.Read("Payments"), text).Lines.ShouldHaveSingleItem();

        (line.Name, line.Stated, line.Verdict).ShouldBe(("Maria Lopez", 1000m, ReconciliationVerdict.PaidInFull));
    }

    [Fact]
    public void Check_SlipInLongWord_IsForgiven() =>
        TableReconciler.Check(TableSamples.Read("Payments"), "Tom Beckor must pay 480 EUR").Lines.ShouldHaveSingleItem().Name.ShouldBe("Tom Becker");

    [Fact]
    public void Check_OtherPersonOfSameSurname_IsNotMerged()
    {
        ReconciliationLine line = TableReconciler.Check(TableSamples.Read("Payments"), "Carla Lopez must pay 70 EUR").Lines.ShouldHaveSingleItem();

        (line.Name, line.Verdict).ShouldBe(("Carla Lopez", ReconciliationVerdict.NothingPaid));
    }

    [Fact]
    public void Check_TwoInstalments_AreAdded() =>
        TableReconciler.Check(TableSamples.Read("Payments"), "Maria Lopez must pay 600 EUR by 1 March 2027 and 650 EUR by 1 April 2027.")
            .Lines.ShouldHaveSingleItem().Stated.ShouldBe(1250m);

    [Fact]
    public void Check_SameDebtSaidTwice_CountsOnce() =>
        TableReconciler.Check(TableSamples.Read("Payments"), "Maria Lopez must pay 600 EUR by 1 March 2027. Again: Maria Lopez must pay 600 EUR by 1 March 2027.")
            .Lines.ShouldHaveSingleItem().Stated.ShouldBe(600m);

    [Fact]
    public void Check_NameWithoutAmount_IsListed() =>
        TableReconciler.Check(TableSamples.Read("Payments"), "Thanks to Tom Becker for coming.").Lines.ShouldHaveSingleItem().Verdict
            .ShouldBe(ReconciliationVerdict.NothingStated);

    [Theory]
    [InlineData("name,city\nMaria Lopez,Rome", "Maria Lopez must pay 5 EUR", "amounts")]
    [InlineData("a,b\n1,2", "Maria Lopez must pay 5 EUR", "names")]
    [InlineData("name,paid\nMaria Lopez,5", "The weather is fine.", "states no name")]
    public void Check_NothingToCompare_SaysWhy(string table, string text, string problem)
    {
        Reconciliation result = TableReconciler.Check(TableSamples.Parse(table), text);

        result.Lines.ShouldBeEmpty();
        result.Problem.ShouldContain(problem);
    }

    [Theory]
    [InlineData("en", "Maria Lopez: must pay 1,250.00 EUR by 15 March 2027; paid 1,000.00 EUR (last payment 3 March 2027); 250.00 EUR outstanding.")]
    [InlineData("ru", "Maria Lopez: должно быть уплачено 1\u00A0250,00 EUR до 15 марта 2027; уплачено 1\u00A0000,00 EUR (последний платёж 3 марта 2027); осталось 250,00 EUR.")]
    [InlineData("es-ES", "Maria Lopez: debe pagar 1.250,00 EUR a más tardar el 15 de marzo de 2027; pagado 1.000,00 EUR (último pago 3 de marzo de 2027); pendiente 250,00 EUR.")]
    [InlineData("de", "Maria Lopez: must pay 1,250.00 EUR by 15 March 2027; paid 1,000.00 EUR (last payment 3 March 2027); 250.00 EUR outstanding.")]
    public void Render_Language_WritesLineForEachName(string language, string first)
    {
        string[] lines = ReconciliationText.Render(TableReconciler.Check(TableSamples.Read("Payments"), Letter), language).Split('\n');

        lines.Length.ShouldBe(4);
        lines[0].ShouldBe(first);
    }
}
