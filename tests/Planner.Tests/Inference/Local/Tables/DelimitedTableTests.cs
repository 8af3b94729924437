using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

public sealed class DelimitedTableTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a;b\r\n1;2\r\n3;4\r\n")]
    [InlineData("a\tb\n1\t2\n3\t4\n\n")]
    [InlineData("\uFEFFa|b\n1|2\n3|4")]
    [InlineData("sep=;\na;b\n1;2\n3;4")]
    [InlineData("\"a\",\"b\"\r1,2\r3,4")]
    [InlineData("a,b,\n1,2,\n3,4,\n")]
    public void Parse_AnySeparatorAndLineEnd_ReadsSameTable(string text)
    {
        DelimitedTable table = TableSamples.Parse(text);

        table.Columns.Select(column => (column.Name, column.Kind)).ShouldBe([("a", ColumnKind.Number), ("b", ColumnKind.Number)]);
        table.RowCount.ShouldBe(2);
        table[1, 1].Number.ShouldBe(4);
    }

    [Fact]
    public void Parse_Quotes_FollowsRfc4180()
    {
        DelimitedTable table = TableSamples.Parse("name,note\n\"Lopez, Maria\",\"says \"\"hi\"\"\nand goes\"\nTom,5\" pipe\n");

        table[0, 0].Text.ShouldBe("Lopez, Maria");
        table[0, 1].Text.ShouldBe("says \"hi\"\nand goes");
        table[1, 1].Text.ShouldBe("5\" pipe");
    }

    [Theory]
    [InlineData("1,250.00", "1250", "")]
    [InlineData("1 250,00", "1250", "")]
    [InlineData("1\u00A0250,5 ₽", "1250.5", "₽")]
    [InlineData("$480", "480", "$")]
    [InlineData("480.00 EUR", "480", "EUR")]
    [InlineData("€ 1.250,00", "1250", "€")]
    [InlineData("12.5 %", "12.5", "%")]
    [InlineData("(12.50)", "-12.5", "")]
    [InlineData("−3", "-3", "")]
    [InlineData("1'000'000", "1000000", "")]
    [InlineData("12 500 руб.", "12500", "руб.")]
    [InlineData("1,250", "1250", "")]
    [InlineData("0,125", "0.125", "")]
    public void Parse_NumberAsPeopleWriteIt_IsRead(string cell, string expected, string unit)
    {
        DelimitedTable table = TableSamples.Parse($"what\tvalue\nx\t{cell}");

        table.Columns[1].Kind.ShouldBe(ColumnKind.Number);
        table.Columns[1].Unit.ShouldBe(unit);
        table[0, 1].Number.ShouldBe(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Parse_AmbiguousNumber_IsReadAsItsColumnShows()
    {
        DelimitedTable table = TableSamples.Parse("a\tb\n1,250\t1.250\n3,5\t3.5");

        table[0, 0].Number.ShouldBe(1.25m);
        table[0, 1].Number.ShouldBe(1.25m);
    }

    [Theory]
    [InlineData("2027-03-15")]
    [InlineData("15.03.2027")]
    [InlineData("15.3.27")]
    [InlineData("15/03/2027")]
    [InlineData("3/15/2027")]
    [InlineData("2027/03/15")]
    [InlineData("15 March 2027")]
    [InlineData("March 15, 2027")]
    [InlineData("15th of March 2027")]
    [InlineData("15 марта 2027")]
    [InlineData("15 марта 2027 г.")]
    [InlineData("15 de marzo de 2027")]
    [InlineData("2027-03-15T10:30:00Z")]
    [InlineData("15.03.2027 10:30")]
    public void Parse_DateAsPeopleWriteIt_IsRead(string cell)
    {
        DelimitedTable table = TableSamples.Parse($"what\twhen\nx\t{cell}");

        table.Columns[1].Kind.ShouldBe(ColumnKind.Date);
        table[0, 1].Date.ShouldBe(new DateOnly(2027, 3, 15));
    }

    [Fact]
    public void Parse_CodesWithLeadingZeros_StayText() =>
        TableSamples.Parse("code,n\n00714,1\n00815,2").Columns[0].Kind.ShouldBe(ColumnKind.Text);

    [Fact]
    public void Parse_ImpossibleDate_StaysText() =>
        TableSamples.Parse("when,n\n2027-02-30,1").Columns[0].Kind.ShouldBe(ColumnKind.Text);

    [Fact]
    public void Parse_RaggedRows_AreKeptAndNoted()
    {
        DelimitedTable table = TableSamples.Parse("a,b\n1\n2,3,extra\n4,5");

        table.RowCount.ShouldBe(3);
        table[0, 1].Text.ShouldBe("");
        table[1, 2].Text.ShouldBe("extra");
        table.Columns[2].Name.ShouldBe("Column 3");
        table.Notes.ShouldBe(["Line 2 has 1 cells where the header has 2.", "Line 3 has 3 cells where the header has 2."]);
    }

    [Fact]
    public void Parse_TotalLine_IsLeftOut()
    {
        DelimitedTable table = TableSamples.Parse("region,total\nNorth,1\nSouth,2\nTotal,3");

        table.RowCount.ShouldBe(2);
        table.Notes.ShouldBe(["Line 4 is a total line and is left out."]);
    }

    [Fact]
    public void Parse_NoHeader_NamesColumns() =>
        TableSamples.Parse("2026-01-01,5.5\n2026-01-02,6.5").Columns.Select(column => column.Name).ShouldBe(["Column 1", "Column 2"]);

    [Fact]
    public void Parse_Gaps_DoNotChangeKind() =>
        TableSamples.Parse("n,x\n1,a\n-,b\nn/a,c\n,d\n5,e").Columns[0].Kind.ShouldBe(ColumnKind.Number);

    [Theory]
    [InlineData("", TableReadErrorKind.Empty, 0)]
    [InlineData("\n\n  \n", TableReadErrorKind.Empty, 0)]
    [InlineData("a,b\n", TableReadErrorKind.Empty, 1)]
    [InlineData("a,b\n1,\"never closed\n2,3", TableReadErrorKind.UnclosedQuote, 2)]
    [InlineData("PK\u0003\0\0", TableReadErrorKind.Binary, 0)]
    [InlineData("a\n1\n2\n3\n4", TableReadErrorKind.TooLarge, 5)]
    [InlineData("a,b,c,d\n1,2,3,4", TableReadErrorKind.TooLarge, 1)]
    public void Parse_Malformed_SaysWhatWhereAndFix(string text, TableReadErrorKind kind, int line)
    {
        TableReadResult result = DelimitedTable.Parse(text, new TableReadOptions { MaxRows = 3, MaxColumns = 3 });

        TableReadError error = result.ShouldBeOfType<TableReadResult.Failed>().Error;
        error.Kind.ShouldBe(kind);
        error.Line.ShouldBe(line);
        error.Message.ShouldEndWith(error.Fix);
    }

    [Fact]
    public void Parse_ReaderBreaksOff_IsAnError()
    {
        using var reader = new StreamReader(new BrokenStream());

        DelimitedTable.Parse(reader).ShouldBeOfType<TableReadResult.Failed>().Error.Kind.ShouldBe(TableReadErrorKind.Unreadable);
    }

    [Fact]
    public void Parse_RandomText_NeverThrows()
    {
        var random = new Random(7);
        const string alphabet = "ab1,;\t\"\n\r .-€%яЁ'/(";
        for (int round = 0; round < 500; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => alphabet[random.Next(alphabet.Length)]));

            TableReadResult result = DelimitedTable.Parse(text);

            if (result is TableReadResult.Read { Table: var table })
            {
                TableQuestionAnswerer.Answer(table, text + " how many highest per b over 1?").Confidence.ShouldBeInRange(0, 1);
                TableReconciler.Check(table, text).ShouldNotBeNull();
            }
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("The disk is gone.");

        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("The disk is gone.");
    }
}
